#!/bin/sh
# Starts what lies in the image: the window, or the command line when the first word is `cli`. The sandbox is never
# switched off: where the system gives no user namespaces, Chromium says so and does not start.
if [ "$1" = cli ]; then
  shift
  exec "$APPDIR/cli/holdfast" "$@"
fi
exec "$APPDIR/holdfast" "$@"
