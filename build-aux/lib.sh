# lib.sh - what build-aux/run and build-aux/test have in common (read in, not run)
#
# The script that reads it in has set source_dir to the top of the sources.
#
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# shellcheck disable=SC2154

say ()
{
  printf '%s\n' "clientele: $*"
}

fail ()
{
  printf '%s\n' "clientele: $*" >&2
  exit 1
}

# Runs a command as root: at once, or through sudo.
as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# Prints those of the named packages that are not installed.
missing_packages ()
{
  for package in "$@"; do
    case $(dpkg-query -W -f '${db:Status-Abbrev} ' "$package" 2>/dev/null) in
      *"ii "*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

apt_install ()
{
  as_root apt-get install -y -q --no-install-recommends "$@" </dev/null
}

# Installs what the named groups of build-aux/packages ask for and is not there yet.
install_packages ()
{
  wanted=
  for group in "$@"; do
    wanted="$wanted $(sed -n "s/^$group \([^ ]*\).*/\1/p" "$source_dir/build-aux/packages")"
  done
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    say "this is not Debian: nothing is installed. What is needed stands in build-aux/packages."
    return 0
  fi

  # shellcheck disable=SC2086  # a list of words
  missing=$(missing_packages $wanted)
  [ -n "$missing" ] || return 0
  # The password, where one is needed, is asked for once and here.
  if [ "$(id -u)" -ne 0 ] && ! { command -v sudo >/dev/null 2>&1 && sudo -v; }; then
    fail "these packages are missing, and only root can install them. As root: apt-get install $missing"
  fi

  say "installing $missing"
  # A fresh machine has no package lists; an old one has lists that name files which are gone.
  # shellcheck disable=SC2086
  if apt-get install -s --no-install-recommends $missing >/dev/null 2>&1 && apt_install $missing; then
    return 0
  fi
  say "bringing the package lists up to date"
  as_root apt-get update -q </dev/null ||
    fail "the package lists could not be brought up to date. Is the network there?"
  # shellcheck disable=SC2086
  apt_install $missing || fail "apt could not install the packages. See its message above."
}

# Installs what group "extra" names, as far as there is such a package; nothing depends on it.
install_extras ()
{
  command -v apt-cache >/dev/null 2>&1 || return 0
  sed -n 's/^extra \([^ ]*\).*/\1/p' "$source_dir/build-aux/packages" | while read -r package; do
    if [ -n "$(missing_packages "$package")" ] && apt-cache show "$package" >/dev/null 2>&1; then
      say "installing $package"
      apt_install "$package" || say "$package could not be installed; going on without it"
    fi
  done
}

# Configures the build folder $1 with the options after it, whatever state it is in.
configure ()
{
  build_dir=$1
  shift
  # A folder that was copied or moved with its sources, made with other options,
  # or whose set-up was broken off, starts anew.
  if [ "$(cat "$build_dir/clientele-setup" 2>/dev/null)" = "$source_dir $*" ] &&
     [ -f "$build_dir/build.ninja" ]; then
    return 0
  fi
  say "setting up $build_dir"
  rm -rf "$build_dir"
  mkdir -p "$build_dir" || return 1
  if ! meson setup "$build_dir" "$source_dir" "$@" >"$build_dir/setup.log" 2>&1 </dev/null; then
    cat "$build_dir/setup.log" >&2
    return 1
  fi
  printf '%s\n' "$source_dir $*" >"$build_dir/clientele-setup"
}

# Builds the folder $1.
build ()
{
  say "building in $1"
  ninja -C "$1" </dev/null
}
