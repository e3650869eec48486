#!/bin/sh
# Starts the program that lies beside this file; nothing is installed.
here=$(dirname "$(readlink -f "$0")")
made_for=@MACHINE@
version=@VERSION@

say() {
  printf '%s\n' "$@" >&2
  exit 2
}

machine=$(uname -m)
case $machine in
  "$made_for") ;;
  x86_64 | aarch64) say "这个文件夹用于 $made_for，本机是 $machine：请换用 $machine 的那一个。" \
    "This folder is for $made_for; this machine is $machine: take the other one." ;;
  *) say "不能在 $machine 上使用：所用的公式引擎 formualizer 没有龙芯（LoongArch）、申威、MIPS 和 32 位系统的安装包。" \
    "Not for $machine: formualizer, which evaluates formulas, has no build for LoongArch, Sunway, MIPS or 32 bits." ;;
esac
python=$here/python/bin/python3
[ -x "$python" ] || python=$(command -v "python$version") || say "没有找到 python$version：请装上，或者用带 python 的文件夹。" \
  "python$version was not found: install it, or take the folder that has it inside."
unset PYTHONHOME
export PYTHONPATH="$here/lib" PYTHONNOUSERSITE=1 PYTHONUTF8=1
exec "$python" -m xlsreport "$@"
