#!/bin/sh
# The holdfast command line of an installed Holdfast: the Node beside this file runs it, so no other Node is needed.
# Node takes longer to start than its own --version takes to print; so does ours when it is answered here.
if [ "$#" = 1 ] && [ "$1" = --version ]; then
  echo "holdfast @VERSION@"
  exit
fi

self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
case $self in
  */*) here=${self%/*} ;;
  *) here=. ;;
esac

# Node would open /dev/null in its place, and all that is printed would be lost unseen.
if ! { true 3>&1; } 2>/dev/null; then
  echo 'holdfast: Standard output is closed, so nothing could be printed. Nothing was done.' >&2
  exit 9
fi
# A core dump would hold keys.
ulimit -c 0
# Meant for other programs of this person: a debugger or a module named in it has no business here. `run` gives it on.
if [ -n "${NODE_OPTIONS+set}" ]; then
  HOLDFAST_NODE_OPTIONS=$NODE_OPTIONS
  export HOLDFAST_NODE_OPTIONS
  unset NODE_OPTIONS
fi
unset HOLDFAST_SQLITE_BINDING
# The shortest way to one value of the running app; whatever else is asked for it hands on. It has nothing for V8's own threads to do.
program=$here/index.js
threads=
if [ "$1 $2" = 'secret get' ] && [ -z "$HOLDFAST_VAULT" ]; then
  program=$here/quick.cjs
  threads=--v8-pool-size=0
fi
# -- because Node would read the file of our own --env-file, and take options for itself from it.
exec "$here/node" --max-semi-space-size=4 $threads --disable-sigusr1 -- "$program" "$@"
