#!/bin/sh
# Where a filter finds nothing, or a word is mistyped: what would do.
. "$(dirname "$0")/lib.sh"
quiet_err() {
	[ ! -s "$err" ] || fail "$*: something on stderr"
}

# --- no rows: which word leaves out all ---
want 0 list releases role:hrd zzq
complains '^no rows$'
complains '^  without zzq: 1 row$'
complains '^  without a filter: [0-9]* rows$'
want 0 list releases role:hrd zzq --format json
complains '^  without zzq: 1 row$'
want 0 --quiet list releases role:hrd zzq
quiet_err
want 0 list releases role:hrd
quiet_err

# --- what was mistyped ---
want 2 list releases rol:hrd
complains 'unknown column "rol": did you mean role\?'
want 2 list releases freed:2025
complains 'unknown column "freed": did you mean released\?'
want 2 list sanctions state:liftd
complains 'did you mean lifted\?'
want 2 lst
complains 'unknown command "lst": did you mean list\?'
want 2 list relases
complains 'unknown view "relases": did you mean releases\?'
want 2 list releases --formta csv
complains 'unknown option --formta: did you mean --format\?'
want 2 sources enabel news
complains 'sources cannot "enabel": did you mean enable\?'

# --- the keys are those of keys.conf, which says where it is wrong ---
want 0 help keys
says '^Moving$'
says '^\? F1 *show these keys'
mkdir -p "$XDG_CONFIG_HOME/thaw"
printf '# mine\nhelp = F2\n' >"$XDG_CONFIG_HOME/thaw/keys.conf"
want 0 help keys
says '^F2 *show these keys'
printf 'up = w\nhelp = w\n' >"$XDG_CONFIG_HOME/thaw/keys.conf"
want 2 help keys
complains 'keys.conf:2: w is the key of up since line 1'
printf 'hepl = w\n' >"$XDG_CONFIG_HOME/thaw/keys.conf"
want 2 help keys
complains 'keys.conf:1: no action is called "hepl"; did you mean help\?'
finish
