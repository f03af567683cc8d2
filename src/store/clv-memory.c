/* clv-memory.c - remembers mapping and assumptions by the signature of the headers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

/* Another window may be writing; a save takes milliseconds. */
#define BUSY_TIMEOUT_MS 3000

struct _ClvMemory
{
  char         *path;
  sqlite3      *db;
  sqlite3_stmt *save;
  sqlite3_stmt *load;
  sqlite3_stmt *forget;
};

/* Step i leads from version i to version i + 1. A step that was released is never edited. */
static const char *const migrations[] = {
  "CREATE TABLE remembered ("
  "  signature   TEXT PRIMARY KEY NOT NULL,"
  "  mapping     TEXT NOT NULL,"
  "  assumptions TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;",
};

G_DEFINE_QUARK (clv-store-error-quark, clv_store_error)

typedef enum
{
  OPENED,
  DAMAGED, /* not a database of ours: set it aside */
  FAILED,  /* error is set */
} OpenResult;

static void
close_database (ClvMemory *self)
{
  g_clear_pointer (&self->save, sqlite3_finalize);
  g_clear_pointer (&self->load, sqlite3_finalize);
  g_clear_pointer (&self->forget, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
}

static gboolean
is_damage (int code)
{
  /* Extended codes keep the primary one in their low byte. */
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static OpenResult
fail (ClvMemory    *self,
      ClvStoreError error_code,
      GError      **error)
{
  int code = self->db != NULL ? sqlite3_extended_errcode (self->db) : SQLITE_NOMEM;
  g_autofree char *name = g_filename_display_name (self->path);

  if (is_damage (code))
    return DAMAGED;
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    g_set_error (error, CLV_STORE_ERROR, error_code,
                 /* Translators: %s is the path of a file */
                 _("The file of remembered settings “%s” is in use by another program. Close it and try again."),
                 name);
  else if (error_code == CLV_STORE_ERROR_OPEN)
    g_set_error (error, CLV_STORE_ERROR, error_code,
                 /* Translators: the first %s is the path of a file, the second a message of the database library */
                 _("The file of remembered settings “%s” cannot be opened (%s). Check that you may read and write it."),
                 name, self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
  else
    g_set_error (error, CLV_STORE_ERROR, error_code,
                 /* Translators: the first %s is the path of a file, the second a message of the database library */
                 _("Settings could not be remembered in “%s” (%s). Check that you may write it and that the disk is not full."),
                 name, sqlite3_errmsg (self->db));
  return FAILED;
}

/* One row, one number. */
static int
query_number (sqlite3    *db,
              const char *sql,
              int        *number)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        {
          *number = sqlite3_column_int (statement, 0);
          code = SQLITE_OK;
        }
      else if (code == SQLITE_DONE)
        code = SQLITE_CORRUPT;
    }
  sqlite3_finalize (statement);
  return code;
}

static gboolean
is_whole (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  gboolean whole = FALSE;

  if (sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    whole = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  else
    /* A lock is no damage. */
    whole = !is_damage (sqlite3_errcode (db));
  sqlite3_finalize (statement);
  return whole;
}

static OpenResult
refuse_newer (ClvMemory *self,
              int        version,
              GError   **error)
{
  g_autofree char *name = g_filename_display_name (self->path);

  g_set_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_NEWER,
               /* Translators: the first %s is the path of a file; %d are version numbers of its format */
               _("The file of remembered settings “%s” was written by a newer version of this program "
                 "(format %d, this version knows %d). Update the program; until then nothing is remembered."),
               name, version, (int) G_N_ELEMENTS (migrations));
  return FAILED;
}

static OpenResult
migrate (ClvMemory *self,
         GError   **error)
{
  int version = 0;

  if (query_number (self->db, "PRAGMA user_version", &version) != SQLITE_OK)
    return fail (self, CLV_STORE_ERROR_OPEN, error);
  if (version < 0)
    return DAMAGED;
  if (version > (int) G_N_ELEMENTS (migrations))
    return refuse_newer (self, version, error);
  if (version == (int) G_N_ELEMENTS (migrations))
    return OPENED;

  if (sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return fail (self, CLV_STORE_ERROR_OPEN, error);
  /* Once more under the lock: another window may have migrated meanwhile. */
  if (query_number (self->db, "PRAGMA user_version", &version) != SQLITE_OK)
    return fail (self, CLV_STORE_ERROR_OPEN, error);
  for (; version < (int) G_N_ELEMENTS (migrations); version++)
    {
      g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", version + 1);

      if (sqlite3_exec (self->db, migrations[version], NULL, NULL, NULL) != SQLITE_OK)
        {
          /* A table of that name in a file without our version: somebody else's database. */
          if (sqlite3_errcode (self->db) == SQLITE_ERROR)
            return DAMAGED;
          return fail (self, CLV_STORE_ERROR_OPEN, error);
        }
      if (sqlite3_exec (self->db, stamp, NULL, NULL, NULL) != SQLITE_OK)
        return fail (self, CLV_STORE_ERROR_OPEN, error);
    }
  if (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    return fail (self, CLV_STORE_ERROR_OPEN, error);
  return OPENED;
}

static gboolean
prepare (ClvMemory *self)
{
  const struct
  {
    const char    *sql;
    sqlite3_stmt **statement;
  } statements[] = {
    { "INSERT INTO remembered (signature, mapping, assumptions) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (signature) DO UPDATE SET mapping = ?2, assumptions = ?3", &self->save },
    { "SELECT mapping, assumptions FROM remembered WHERE signature = ?1", &self->load },
    { "DELETE FROM remembered WHERE signature = ?1", &self->forget },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (sqlite3_prepare_v2 (self->db, statements[i].sql, -1, statements[i].statement, NULL) != SQLITE_OK)
      return FALSE;
  return TRUE;
}

static OpenResult
open_database (ClvMemory *self,
               GError   **error)
{
  OpenResult result;
  int fd;

  /* Created by us and not by SQLite, so that nobody else may read it for a moment either.
   * Headers of a company's sheets are nobody else's business. */
  fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      if (fchmod (fd, 0600) != 0)
        g_debug ("mode of %s: %s", self->path, g_strerror (errno));
      g_close (fd, NULL);
    }

  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return fail (self, CLV_STORE_ERROR_OPEN, error);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  /* Texts of a file that we did not write must not make SQLite run anything. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  if (!is_whole (self->db))
    return DAMAGED;
  result = migrate (self, error);
  if (result == OPENED && !prepare (self))
    return sqlite3_errcode (self->db) == SQLITE_ERROR ? DAMAGED : fail (self, CLV_STORE_ERROR_OPEN, error);
  return result;
}

static gboolean
set_aside (ClvMemory *self,
           GError   **error)
{
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  if (g_rename (self->path, aside) != 0)
    {
      int number = errno;
      g_autofree char *name = g_filename_display_name (self->path);

      g_set_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_OPEN,
                   /* Translators: the first %s is the path of a file, the second says why */
                   _("The file of remembered settings “%s” is damaged and cannot be set aside (%s). Rename or delete it."),
                   name, g_strerror (number));
      return FALSE;
    }
  /* The journal of the damaged file would be played into the new one. */
  g_unlink (journal);
  return TRUE;
}

/**
 * clv_memory_open:
 * @path: (nullable) (type filename): the file; NULL for memory.db in the user's data directory
 *
 * Opens the memory, and makes the file (mode 0600) and its directory when they are not there. A file
 * that is damaged, or is no memory at all, is renamed to “….damaged” and begun anew.
 * Use it from one thread at a time. May wait some seconds while another program writes.
 *
 * Returns: (transfer full): the memory; NULL with CLV_STORE_ERROR_NEWER when a newer version wrote the
 *   file (which is left untouched), or CLV_STORE_ERROR_OPEN
 */
ClvMemory *
clv_memory_open (const char *path,
                 GError    **error)
{
  g_autoptr (ClvMemory) self = g_new0 (ClvMemory, 1);
  g_autofree char *directory = NULL;
  OpenResult result;

  self->path = path != NULL ? g_strdup (path)
                            : g_build_filename (g_get_user_data_dir (), "clientele", "memory.db", NULL);
  directory = g_path_get_dirname (self->path);
  /* When this fails, opening tells why. */
  g_mkdir_with_parents (directory, 0700);

  result = open_database (self, error);
  if (result == DAMAGED)
    {
      close_database (self);
      if (!set_aside (self, error))
        return NULL;
      result = open_database (self, error);
      if (result == DAMAGED)
        {
          g_autofree char *name = g_filename_display_name (self->path);

          g_set_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_OPEN,
                       /* Translators: %s is the path of a file */
                       _("The file of remembered settings “%s” is damaged, and so is the one made in its place. "
                         "Check the disk."),
                       name);
        }
    }
  return result == OPENED ? g_steal_pointer (&self) : NULL;
}

/**
 * clv_memory_free:
 *
 * Closes the memory.
 */
void
clv_memory_free (ClvMemory *self)
{
  if (self == NULL)
    return;
  close_database (self);
  g_free (self->path);
  g_free (self);
}

static gboolean
run (ClvMemory    *self,
     sqlite3_stmt *statement,
     GError      **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_DONE)
    {
      /* A single statement is its own transaction; it is on the disk now. */
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return TRUE;
    }
  if (fail (self, CLV_STORE_ERROR_WRITE, error) == DAMAGED)
    {
      g_autofree char *name = g_filename_display_name (self->path);

      g_set_error (error, CLV_STORE_ERROR, CLV_STORE_ERROR_WRITE,
                   /* Translators: %s is the path of a file */
                   _("The file of remembered settings “%s” is damaged. It is begun anew when it is opened next."), name);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return FALSE;
}

/**
 * clv_memory_save:
 * @signature: of the headers, by clv_mapping_dup_signature()
 * @mapping: by clv_mapping_serialise()
 * @assumptions: by clv_assumptions_serialise()
 *
 * Remembers both in one transaction, in place of what was remembered for @signature.
 *
 * Returns: FALSE with CLV_STORE_ERROR_WRITE; then what was remembered before is still there
 */
gboolean
clv_memory_save (ClvMemory  *self,
                 const char *signature,
                 const char *mapping,
                 const char *assumptions,
                 GError    **error)
{
  sqlite3_bind_text (self->save, 1, signature, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (self->save, 2, mapping, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (self->save, 3, assumptions, -1, SQLITE_TRANSIENT);
  return run (self, self->save, error);
}

/**
 * clv_memory_load:
 * @signature: of the headers
 * @mapping: (out) (transfer full): as it was saved; untouched when nothing is remembered
 * @assumptions: (out) (transfer full): as it was saved; untouched when nothing is remembered
 *
 * Looks up what was remembered. A file that cannot be read remembers nothing.
 *
 * Returns: whether something was remembered
 */
gboolean
clv_memory_load (ClvMemory  *self,
                 const char *signature,
                 char      **mapping,
                 char      **assumptions)
{
  gboolean found;

  sqlite3_bind_text (self->load, 1, signature, -1, SQLITE_TRANSIENT);
  found = sqlite3_step (self->load) == SQLITE_ROW;
  if (found)
    {
      *mapping = g_strdup ((const char *) sqlite3_column_text (self->load, 0));
      *assumptions = g_strdup ((const char *) sqlite3_column_text (self->load, 1));
    }
  sqlite3_reset (self->load);
  sqlite3_clear_bindings (self->load);
  return found;
}

/**
 * clv_memory_forget:
 * @signature: of the headers
 *
 * Forgets what was remembered for @signature; nothing being remembered is no error.
 *
 * Returns: FALSE with CLV_STORE_ERROR_WRITE
 */
gboolean
clv_memory_forget (ClvMemory  *self,
                   const char *signature,
                   GError    **error)
{
  sqlite3_bind_text (self->forget, 1, signature, -1, SQLITE_TRANSIENT);
  return run (self, self->forget, error);
}
