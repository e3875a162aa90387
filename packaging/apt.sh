# Debian and Ubuntu packages, installed where this user may install them. Sourced by setup.sh and libraries.sh.

# The name under which apt knows a package: some gained the suffix t64 with Debian 13 and Ubuntu 24.04.
apt_name() {
    for name in "$1" "$1t64"; do
        if LC_ALL=C apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [0-9]'; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

# apt_install PACKAGE...: installs what apt knows of these, or says which command would and fails.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "Run this once, then try again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y $(apt_names "$@")" >&2
        return 1
    fi
    $as_root apt-get update -qq || true
    # shellcheck disable=SC2046  # one word per package is meant
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $(apt_names "$@") </dev/null
}

# Known names of the packages, one line; a package that apt does not know keeps the name it was asked by.
apt_names() {
    names=""
    for package in "$@"; do
        names="$names $(apt_name "$package" || echo "$package")"
    done
    echo "${names# }"
}
