/* clv-relations-page.c - what goes with value: loyalty, referrals, engagement, owners, goods, discounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relations-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-job.h"
#include "clv-report-relations.h"
#include "clv-text-table.h"

/* Pixels: of a row of a table, and of its head. */
#define ROW_HEIGHT 26
#define HEAD_HEIGHT 34
#define MAX_ROWS_SHOWN 10

struct _ClvRelationsPage
{
  ClvPage       parent_instance;

  /* template */
  GtkLabel     *subheading;
  GtkStack     *stack;
  GtkBox       *cards;
  GtkWidget    *missing_title;
  GtkListBox   *missing;

  /* owned */
  GCancellable *measuring; /* (nullable): of the thread that measures */
};

G_DEFINE_FINAL_TYPE (ClvRelationsPage, clv_relations_page, CLV_TYPE_PAGE)

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_table (const ClvRelationCard *card,
           const ClvFindings     *findings)
{
  GtkWidget *table = clv_text_table_new ();
  const guint n = card->columns->len;
  g_autofree ClvTextColumn *columns = g_new0 (ClvTextColumn, n);

  for (guint column = 0; column < n; column++)
    {
      const ClvRelationColumn *of = &g_array_index (card->columns, ClvRelationColumn, column);

      columns[column] = (ClvTextColumn) { .title = of->header, .number = of->unit != CLV_RELATION_TEXT, .expand = column == 0 };
    }
  clv_text_table_set_columns (CLV_TEXT_TABLE (table), columns, n);
  for (guint row = 0; row < card->n_rows; row++)
    {
      g_auto (GStrv) texts = g_new0 (char *, (gsize) n + 1);

      for (guint column = 0; column < n; column++)
        texts[column] = clv_relation_card_dup_text (card, findings, row, column);
      clv_text_table_append (CLV_TEXT_TABLE (table), (const char *const *) texts, NAN);
    }
  clv_text_table_finish (CLV_TEXT_TABLE (table));
  gtk_widget_set_size_request (table, -1, HEAD_HEIGHT + ROW_HEIGHT * (int) MIN (card->n_rows, MAX_ROWS_SHOWN));
  gtk_widget_set_overflow (table, GTK_OVERFLOW_HIDDEN);
  return table;
}

static void
add_card (ClvRelationsPage      *self,
          const ClvRelationCard *card,
          const ClvFindings     *findings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "chart-card");
  gtk_box_append (GTK_BOX (box), new_label (card->name, "dim-label"));
  gtk_box_append (GTK_BOX (box), new_label (card->sentence, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (card->note, "caption"));
  gtk_box_append (GTK_BOX (box), new_table (card, findings));
  gtk_box_append (self->cards, box);
}

static void
add_missing (ClvRelationsPage      *self,
             const ClvRelationCard *card)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_box_append (GTK_BOX (box), new_label (card->name, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (card->sentence, "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->missing, row);
}

static void
clear (ClvRelationsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->missing, 0))) != NULL)
    gtk_list_box_remove (self->missing, child);
}

static void
show_cards (ClvRelationsPage  *self,
            const GPtrArray   *cards,
            const ClvFindings *findings)
{
  g_autofree char *sub = NULL;
  guint n_known = 0;

  clear (self);
  for (guint i = 0; i < cards->len; i++)
    {
      const ClvRelationCard *card = cards->pdata[i];

      if (card->is_known)
        {
          n_known++;
          add_card (self, card, findings);
        }
      else
        add_missing (self, card);
    }
  sub = g_strdup_printf (ngettext ("%u of %u questions has an answer in these data", "%u of %u questions have an answer in these data", n_known),
                         n_known, cards->len);
  gtk_label_set_text (self->subheading, sub);
  gtk_widget_set_visible (self->missing_title, n_known < cards->len);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), n_known < cards->len);
  gtk_stack_set_visible_child_name (self->stack, "cards");
}

static gboolean
is_cancelled_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
release_findings (gpointer findings)
{
  clv_job_release (findings, (GDestroyNotify) clv_findings_unref);
}

static void
measure_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const ClvWork work = { .is_cancelled = is_cancelled_cb, .user_data = cancellable };

  g_task_return_pointer (task, clv_report_relation_cards (task_data, &work), (GDestroyNotify) g_ptr_array_unref);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  ClvRelationsPage *self = CLV_RELATIONS_PAGE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = g_task_propagate_pointer (G_TASK (result), &error);

  /* Cancelled: other findings are on show. */
  if (cards == NULL)
    return;
  g_clear_object (&self->measuring);
  show_cards (self, cards, g_task_get_task_data (G_TASK (result)));
}

static void
stop_measuring (ClvRelationsPage *self)
{
  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
}

static void
clv_relations_page_show_findings (ClvPage     *page,
                                  ClvFindings *findings)
{
  ClvRelationsPage *self = CLV_RELATIONS_PAGE (page);
  g_autoptr (GTask) task = NULL;

  stop_measuring (self);
  self->measuring = g_cancellable_new ();
  task = g_task_new (self, self->measuring, measured_cb, NULL);
  g_task_set_task_data (task, clv_findings_ref (findings), release_findings);
  g_task_run_in_thread (task, measure_worker);
}

static void
clv_relations_page_release (ClvPage *page)
{
  ClvRelationsPage *self = CLV_RELATIONS_PAGE (page);

  stop_measuring (self);
  clear (self);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

static void
clv_relations_page_dispose (GObject *object)
{
  stop_measuring (CLV_RELATIONS_PAGE (object));
  G_OBJECT_CLASS (clv_relations_page_parent_class)->dispose (object);
}

static void
clv_relations_page_class_init (ClvRelationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_relations_page_dispose;
  CLV_PAGE_CLASS (klass)->release = clv_relations_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_relations_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-relations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvRelationsPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvRelationsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvRelationsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, ClvRelationsPage, missing_title);
  gtk_widget_class_bind_template_child (widget_class, ClvRelationsPage, missing);
}

static void
clv_relations_page_init (ClvRelationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
