import { encode } from '#shared/percent-encoding'

export interface Call {
  endpoint: string
  zone: string
  jobId: string
}

/**
 * A POSIX shell script that asks the service for one operation, signed as the vendor's page says. Key
 * and secret come from its environment. The HMAC is put together from plain digests, since `openssl`
 * would take its key as an argument, which every user of a machine can read.
 */
export function curlScript({ endpoint, zone, jobId }: Call): string {
  const base = endpoint.replace(/\/+$/, '')
  const path = `${new URL(base).pathname.replace(/\/+$/, '')}/operation/`
  return `#!/bin/sh
# Asks for the operation ${comment(jobId)} in zone ${comment(zone)}. Needs curl and openssl.
#   read -r OPLOG_ACCESS_KEY_ID && read -r OPLOG_SECRET_KEY
#   export OPLOG_ACCESS_KEY_ID OPLOG_SECRET_KEY && sh this-file.sh
set -eu
: "\${OPLOG_ACCESS_KEY_ID:?is to hold the access key id}"
: "\${OPLOG_SECRET_KEY:?is to hold the secret key}"

# RFC 3986: everything but letters, digits and _ . ~ - becomes %XX.
encode() {
  printf '%s\\n' "$1" | LC_ALL=C awk '
    BEGIN { for (i = 1; i < 256; i++) hex[sprintf("%c", i)] = sprintf("%%%02X", i) }
    { for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        printf "%s", c ~ /[A-Za-z0-9_.~-]/ ? c : hex[c]
    } }'
}
hex() { od -An -v -tx1 | tr -d ' \\n'; }

# Names in the order of their code points; the service takes a time for 60 seconds.
query="access_key_id=$(encode "$OPLOG_ACCESS_KEY_ID")"
query="$query&job_ids=${encode(jobId)}&limit=1&offset=0&reverse=1"
query="$query&signature_method=HmacSHA256&signature_version=1"
query="$query&timestamp=$(date -u +%Y-%m-%dT%H%%3A%M%%3A%SZ)&version=1&zone=${encode(zone)}"

# HMAC-SHA256 by hand, so that the secret is no argument that others on the machine could read.
key=$(printf %s "$OPLOG_SECRET_KEY" | hex)
[ \${#key} -le 128 ] || key=$(printf %s "$OPLOG_SECRET_KEY" | openssl dgst -sha256 -binary | hex)
padded() {
  rest=$key
  place=0
  while [ $place -lt 64 ]; do
    byte=\${rest%"\${rest#??}"}
    rest=\${rest#??}
    printf "\\\\$(printf %03o $((0x\${byte:-00} ^ $1)))"
    place=$((place + 1))
  done
}
inner() {
  padded 0x36
  # The last line is the MD5 of the empty body.
  printf 'GET\\n%s\\n%s\\nd41d8cd98f00b204e9800998ecf8427e' ${quote(path)} "$query"
}
signature=$({
  padded 0x5c
  inner | openssl dgst -sha256 -binary
} | openssl dgst -sha256 -binary | openssl base64 -A)
# Encoded twice.
signature=$(printf %s "$signature" | sed 's/+/%252B/g; s,/,%252F,g; s/=/%253D/g')

curl --silent --show-error --globoff ${quote(`${base}/operation`)}"?$query&signature=$signature"
echo
`
}

/** Text that the shell takes as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A comment ends with its line. */
function comment(text: string): string {
  return text.replace(/\s+/g, ' ')
}
