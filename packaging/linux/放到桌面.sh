#!/bin/sh
# Puts the menu on the desktop, where it is opened by a double-click.
here=$(dirname "$(readlink -f "$0")")
case $here in
  *[\"\`\$\\\|\&]*)
    printf '%s\n' "请先把文件夹放到名称里没有 \" \` \$ \\ | & 的位置。" "First move the folder where no name holds \" \` \$ \\ | &." >&2
    exit 2
    ;;
esac
desktop=$(xdg-user-dir DESKTOP 2>/dev/null) || desktop=
[ -d "$desktop" ] || desktop=$HOME/Desktop
mkdir -p "$desktop"
sed "s|@HERE@|$(printf '%s' "$here" | sed 's/%/%%/g')|" "$here/lib/xlsreport.desktop" > "$desktop/xlsreport.desktop"
chmod +x "$desktop/xlsreport.desktop"
printf '%s\n' "$desktop/xlsreport.desktop"
