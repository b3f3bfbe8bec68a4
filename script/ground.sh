# shellcheck shell=bash
# The ground every script stands on: words on the screen, Python, the virtual environment, packages.
# Read with `source`; written for bash 3.2, which is what macOS has.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
ROOT=$PWD
VENV=$ROOT/.venv
PY=$VENV/bin/python
VAR=${YIMEN_VAR:-$ROOT/var}
export PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# say "中文" "English": one line of progress.
say() { printf '一门 · %s %s\n' "$1" "${2:-}"; }

# loud "中文" "English": a line that must not be overlooked.
loud() { printf '\n!!! %s\n!!! %s\n\n' "$1" "$2" >&2; }

# die "中文" "English": what is wrong and what to do, then stop.
die() {
    printf '\n一门 · 停下了 Stopped\n  %s\n  %s\n' "$1" "${2:-}" >&2
    exit 1
}

# patiently LOGFILE COMMAND…: run quietly with a dot every two seconds; the log is kept.
patiently() {
    local log=$1 pid waited=0
    shift
    "$@" >"$log" 2>&1 &
    pid=$!
    trap 'kill $pid 2>/dev/null; exit 130' INT TERM
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        waited=$((waited + 1))
        [ $((waited % 10)) -eq 0 ] && printf '.'
    done
    [ "$waited" -ge 10 ] && printf '\n'
    trap - INT TERM
    wait "$pid"
}

# Refuse a folder that cannot be written before anything is half done in it.
need_writable_folder() {
    local folder
    for folder in "$ROOT" "$VAR"; do
        if ! mkdir -p "$folder" 2>/dev/null || ! (: >"$folder/.can-write") 2>/dev/null; then
            die "文件夹不能写入:$folder。请换一个可写的位置,或修改权限(chown/chmod)后重试。" \
                "The folder cannot be written: $folder. Move the checkout or mend its permissions."
        fi
        rm -f "$folder/.can-write"
    done
    mkdir -p "$VAR/log"
}

# Set BASE_PYTHON to the first interpreter that is new enough. PYTHON=… chooses one.
find_python() {
    local name
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            BASE_PYTHON=$name
            return
        fi
    done
    die "没有找到 Python 3.11 或更新的版本。Debian/Ubuntu:sudo apt install python3 python3-venv;macOS:brew install python@3.12。" \
        "Python 3.11 or newer was not found. Debian/Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python@3.12. PYTHON=/path/to/python chooses one."
}

# Make .venv, or make it again when its interpreter has moved away.
ensure_venv() {
    if "$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        return
    fi
    find_python
    say "建立虚拟环境 .venv" "Creating .venv with $("$BASE_PYTHON" --version 2>&1)"
    rm -rf "$VENV"
    if command -v uv >/dev/null 2>&1 && uv venv -q --python "$BASE_PYTHON" "$VENV" 2>/dev/null; then
        return
    fi
    if ! "$BASE_PYTHON" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        die "这个 Python 缺少 venv 模块。Debian/Ubuntu:sudo apt install python3-venv,然后重试。" \
            "This Python has no venv module. Debian/Ubuntu: sudo apt install python3-venv, then try again."
    fi
    if ! "$BASE_PYTHON" -m venv "$VENV" >"$VAR/log/setup.log" 2>&1; then
        rm -rf "$VENV"
        tail -5 "$VAR/log/setup.log" >&2
        die "虚拟环境没有建成,原因见上。" "The virtual environment could not be made; the reason is above."
    fi
}

# fingerprint FILE…: one line that changes when any of the files does.
fingerprint() { cat "$@" 2>/dev/null | cksum | tr -d ' \n'; }

# ensure_packages FILE: install a requirements file unless exactly this was installed already.
ensure_packages() {
    local file=$1 stamp wanted log=$VAR/log/setup.log
    stamp=$VENV/.installed-$(basename "$file" .txt)
    wanted=$(fingerprint requirements.txt "$file")$("$PY" -c 'import sys; print(sys.version)' | cksum | tr -d ' \n')
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    say "安装 $file(首次约半分钟)" "Installing $file (about half a minute the first time)"
    if command -v uv >/dev/null 2>&1 && patiently "$log" uv pip install --python "$PY" -r "$file"; then
        :
    elif "$PY" -m pip --version >/dev/null 2>&1 || "$PY" -m ensurepip >/dev/null 2>&1; then
        patiently "$log" "$PY" -m pip install --no-input --progress-bar off -r "$file" || explain_no_packages "$log"
    else
        explain_no_packages "$log"
    fi
    printf '%s' "$wanted" >"$stamp"
}

# Tell a missing network from a missing package.
explain_no_packages() {
    tail -8 "$1" >&2
    if grep -qiE 'NewConnectionError|Temporary failure|Name or service not known|nodename nor servname|Network is unreachable|ConnectTimeout|ProxyError|Connection refused|Max retries|dns error|error sending request|Failed to fetch|from versions: none' "$1"; then
        die "连不上软件包仓库:请检查网络;内网请设 PIP_INDEX_URL 指向本地镜像,或在能上网的电脑上执行 pip download -d wheels -r requirements.txt,拷来后设 PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels 再试。" \
            "The package index cannot be reached: check the network; on an intranet set PIP_INDEX_URL to a mirror, or bring a folder made by 'pip download -d wheels -r requirements.txt' and set PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels."
    fi
    die "依赖没有装成,原因见上;完整日志:$1" "The packages could not be installed; the reason is above, the whole log in $1"
}

# Where a Chromium is, or nothing.
find_chromium() {
    local name
    for name in "${YIMEN_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
        [ -n "$name" ] && command -v "$name" 2>/dev/null && return
    done
    return 1
}
