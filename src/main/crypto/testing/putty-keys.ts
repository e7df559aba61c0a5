// Made by puttygen 0.78 for these tests; the passphrase is `m-pass-1-m`, each key opens nothing.

export const puttyPassphrase = 'm-pass-1-m';

/** Key files by kind, version and lock, each with its public half as puttygen tells it. */
export const puttyKeys: readonly (readonly [name: string, file: string, publicLine: string])[] = [
  [
    'rsa 2 none',
    `PuTTY-User-Key-File-2: ssh-rsa
Encryption: none
Comment: m-comment-90-m rsa
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCAjUy/Y0MZhi6SgcSsR5GEc5518BIgyRfZ
wPkrNNEPMg7VjIAUKGi6xZ1temSf20bhr9AXwiR835DG7qJdPc4itmOvdOPF2Cce
NAsZtvM2jZJHP3zr5k01Zb1bmIW/Tx/iaUaGQqQ+yilpLgoRRqWiyPQ1RaVMIKVw
XJSIP5qZ/w==
Private-Lines: 8
AAAAgFFtLzfrgA0i2U0jtZgKnTnwombB8jmiJuFfQnUDt4iQhKTvohEip3PmyJkX
9bTsCDHcU0s5RjNyyRm4/k9hXrfmq2nQowHR6wu6ODTGtc6RfNa8xmvXyx03olnZ
kMO6ko0r06c2WSI3beDKtU2m4GldyA0g/S0VRXpYGPTpEmEBAAAAQQDMY9w7w0oW
Bb4xGPPe1CRLCmmWNQAyC4RUyeP1Ba6sxD/NTqpiSWU+4AJu4kNDwU49BalRDeOC
7x/JlJocMF2xAAAAQQChAyCngllkBK0wQrfiBZTz99rwGCkWieMse5Lll9x3ZczA
X1hiy3p4yRRN2Cz0pWCL0wyQ0lOiL5U23uTmcO6vAAAAQBEDgnarBuAd5jOBiKDk
Lgx/QNyxxv5I7cUDcn1Em7ceQm9WQZ9Q0PxJlz3x5eqPZ00blSO6Ozx11vAWaK42
HlI=
Private-MAC: 6e9b74f1eeac3ae994ab2754a2a459d7c7963399
`,
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCAjUy/Y0MZhi6SgcSsR5GEc5518BIgyRfZwPkrNNEPMg7VjIAUKGi6xZ1temSf20bhr9AXwiR835DG7qJdPc4itmOvdOPF2CceNAsZtvM2jZJHP3zr5k01Zb1bmIW/Tx/iaUaGQqQ+yilpLgoRRqWiyPQ1RaVMIKVwXJSIP5qZ/w== m-comment-90-m rsa',
  ],
  [
    'rsa 2 pass',
    `PuTTY-User-Key-File-2: ssh-rsa
Encryption: aes256-cbc
Comment: m-comment-90-m rsa
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCBgtECLexhEhbB9k5xRdhG/hTpI3AA3tTc
8FGWmIuZ1ujo9PDzM7yvIcQqhpflrkJhTppgxhmqQHajca34edo3pqIlCXVp+vh1
R267bq0pxg1J5vK+sUFbMpjRBumveVKHHFVDIDFs4kLktxnfZtb7hMd6YdFeaimD
te3CTei2aQ==
Private-Lines: 8
reSXnpN8nNui6WqlN4mfkKdaLojYKzchQZaoUtEdjk07Oxkz51yU3/t5M7PU7nWD
voNiqXfI8ruAbMZH7bQHIKUEMAEfXCw8izsXlLA6qg4NwIzQHj34cPGum8OZAlsm
wYSTJ4lJzYpxClur3FZHnxaoj92Kdh7NAuNfhlp6RPmrELNP5vZ8T2Rv5ZGTKHBn
QsyXBSK3g2+G9gX7WEJSK3thnCIZFq/WZ5EBnZj6mOXUjaMzxZCk2yMvM7ZG4rlg
HvBnGJNQ7bvIHCKzXFv44syJZgkHl1xOW7EEgtj6XfJ6igDoREGsHeRazibwD8Hk
SPCc8hYLjiny+e/OAj6B24+8uMVLYU5/AuOKSK4PockK7PSduWLs/uBuBqYftZ4p
sjmiVO5OKTOxkc7uGOo+dmP9oXr7NQYQoXClGgb7fuhmtMjJ5nHT4FhuOiXv4z5T
gaNx5Utdgu80lWtwHSlE1Q==
Private-MAC: e57706ae0f5817db17fe899259c279fc57e88140
`,
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCBgtECLexhEhbB9k5xRdhG/hTpI3AA3tTc8FGWmIuZ1ujo9PDzM7yvIcQqhpflrkJhTppgxhmqQHajca34edo3pqIlCXVp+vh1R267bq0pxg1J5vK+sUFbMpjRBumveVKHHFVDIDFs4kLktxnfZtb7hMd6YdFeaimDte3CTei2aQ== m-comment-90-m rsa',
  ],
  [
    'rsa 3 none',
    `PuTTY-User-Key-File-3: ssh-rsa
Encryption: none
Comment: m-comment-90-m rsa
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCnVa4qMc6wnEIemH9dJ5qgHZ9GNE3F0dVW
Og7mofYpKb40fJKRAlYcWKMhetx0LIG3kqKixk5seuqNK/YXpL3bTcy2n6D50RKn
7W+d94kaRPuh7U98k8CJEm8tnm4FmFippw2cyHPKJs11rBdxqDYbMv2E2N+muBF7
f/InTiDL+Q==
Private-Lines: 8
AAAAgBqp+X25wBC+ZX7QmAL1C5uV/MpIDViHTjJWQAeaKUp331onu4cl0yjjKuNr
23MboHPrBsVfSiHZGET0i1tLIgFtB1G3cS8Ch8NXGFmkd2A/c7jd57t3H1Lu9n5L
i8vaU6Pr6Caso76DgnkUHJ7PJqpJdgxKoXczbFa/Nd6wWKwxAAAAQQDYJPJjEmcO
lUUcMlvszBjlxsqy98YnOJZCaqcJjtc4eRdixQ0riYs1mzLgMHNSocZ0OV9syDKJ
jIESZRYRUL41AAAAQQDGMK8DZIVItaxjLcvKcAOIia0MY36oeRd0OgiUFcnjc9nC
v+GLQTGAlEcx1sqqEVE8kGDs98LmJAusHsf7/R81AAAAQQC1vm+MNEIy3ewlhnxi
K89deNR930qHiULvHEE1b3ln/zjvaFOEP2vbRAsD1YJmYjR/E/284K692Ut1w/V5
jjZ+
Private-MAC: 62d2227df6165c2636601ab88ee1a25d820b6c99f8d7e85bfef8706d0291c4e9
`,
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCnVa4qMc6wnEIemH9dJ5qgHZ9GNE3F0dVWOg7mofYpKb40fJKRAlYcWKMhetx0LIG3kqKixk5seuqNK/YXpL3bTcy2n6D50RKn7W+d94kaRPuh7U98k8CJEm8tnm4FmFippw2cyHPKJs11rBdxqDYbMv2E2N+muBF7f/InTiDL+Q== m-comment-90-m rsa',
  ],
  [
    'rsa 3 pass',
    `PuTTY-User-Key-File-3: ssh-rsa
Encryption: aes256-cbc
Comment: m-comment-90-m rsa
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCM5XV7T+aM1J8FvuXzGGPy+TLktq5iHJtK
fVl7FyxhbPzIEoX/R9QVM3PsDL8RvoaHaQlEO94x9NfFkeP5lbKmcrvoLYJid6kG
5AbJYImpdTRvhoS6FBWURIyepC9f+HU1JKO5vKryMx538qMgEjmMwV8o1iVywRow
27mtinwXpw==
Key-Derivation: Argon2id
Argon2-Memory: 64
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: fd98f717d0d67af5cbc31ad997fa6194
Private-Lines: 8
+HVSCACSe9eFNfJkEPaI+E+HMFJAQiIepq1LgRgDnfUmZiUQvDRPLDBuXGwOEDhe
vIOdOAuU66be0x6G8ELD1zkF+8ocRvFfgODuSCbBEKcLgKIbPDVxEpQzSvYYit/+
mdBB6zI50eulaVfZUSB7iRpXVXEvFEgzleLCLOZ49lUUQt5d8G7g63Tg9zUIL2rt
yk5ToDJEydhO6mPmMwL2aeZt9n07OkKbmpKrlQ4Y3+0WGurnnnd8y+FguAuayoz+
VvLJh0EL2qudJa9m7OJXD0x7ZCtvFDwSHJwiYwm+zQiLwpCciKEdQl9MDSq6vHo+
U1PAIl6spqf/I3iQEjkjdurHn67/dnIkjcIqiBIzrDymXHBj3pudO3xSlkyHh7Ci
j9REvHzKjbMLlrnLgx2PSewrfISaEyMn3TqKvEaa9rgJz/Y67jMvy4nqHhM4YEbk
naSKM7Zmt4rpeJ4m0lfX2g==
Private-MAC: 54098885e1fcfb5c1a980eecdda27ef17e37631c6cda2ab3ca15e3ea168a8208
`,
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCM5XV7T+aM1J8FvuXzGGPy+TLktq5iHJtKfVl7FyxhbPzIEoX/R9QVM3PsDL8RvoaHaQlEO94x9NfFkeP5lbKmcrvoLYJid6kG5AbJYImpdTRvhoS6FBWURIyepC9f+HU1JKO5vKryMx538qMgEjmMwV8o1iVywRow27mtinwXpw== m-comment-90-m rsa',
  ],
  [
    'ed25519 2 none',
    `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: none
Comment: m-comment-90-m ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIOJOgaG1Bm5boxyJ3mybh9x1TyKuQghoVOVovKjR
Uj7f
Private-Lines: 1
AAAAIFscD05SKjc1Xm7iC9zSH9vhm/fmllkTrMarJMiC4+oe
Private-MAC: 00ef1a8a63ee02c5f7fa8f670652cf94befde1e9
`,
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOJOgaG1Bm5boxyJ3mybh9x1TyKuQghoVOVovKjRUj7f m-comment-90-m ed25519',
  ],
  [
    'ed25519 2 pass',
    `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: aes256-cbc
Comment: m-comment-90-m ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIO8M9Kq2KUc/Iy9s3rNEPNHScNAsUiJ3efxBcalm
0OIP
Private-Lines: 1
Dh9oYalUaqeeGiL7VIWpXif+JmBZCZ+EJjTPGLUkfvjsDUgw5nWhgwhMl2Bp0kWb
Private-MAC: f6b837ec855c914225e263e4a2115689f708a4a0
`,
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO8M9Kq2KUc/Iy9s3rNEPNHScNAsUiJ3efxBcalm0OIP m-comment-90-m ed25519',
  ],
  [
    'ed25519 3 none',
    `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: m-comment-90-m ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIKoVZafQRHMopJHWtr1CRAsO/9cuw6r9YvZ/xSNl
3kvJ
Private-Lines: 1
AAAAICuFQ3XpuZDF1WC0aME4wUywjWVvaqccs4jfN5cZ+loY
Private-MAC: 870d105e8ab2228b6223baa437fd9698ef31c591743ba3b616df40966a682cbc
`,
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKoVZafQRHMopJHWtr1CRAsO/9cuw6r9YvZ/xSNl3kvJ m-comment-90-m ed25519',
  ],
  [
    'ed25519 3 pass',
    `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: m-comment-90-m ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAICR5Id6DQK2IaTdmk1kKZ/Z8o0UMfsoDDiH2ZbUB
z4mM
Key-Derivation: Argon2id
Argon2-Memory: 64
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: 281be13fad8b68b35345add69d602fdc
Private-Lines: 1
qW73mwZZAqpmRpM5iIM6OrjpQRcRwbp5C3An3OdJa7Lrd00I2zKasSZ+5TeXvt3P
Private-MAC: 8bea357d8bdff9a62d28cb1c1cfab92f279cb1bff050b30f3a9be41331d8c2f8
`,
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICR5Id6DQK2IaTdmk1kKZ/Z8o0UMfsoDDiH2ZbUBz4mM m-comment-90-m ed25519',
  ],
  [
    'ed25519 argon2i 3 pass',
    `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: m-comment-90-m ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIJ726wQr7OcYKWoh0aC/i+tffLR9oW07SXWRmfjf
gJ69
Key-Derivation: Argon2i
Argon2-Memory: 64
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: 73272bd8957b0a8e1cbdc8dce08b612e
Private-Lines: 1
ib/k8zdetEi8Vt6bWmKNLI4Bi7bTuY4RtqbcZLccOkhZD20sb68BTf+Tr1/ebbeL
Private-MAC: b5344ee6a1a5c84da33ff19d79c8b91fd220f3d9c6c6023a758281cb94bd1283
`,
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ726wQr7OcYKWoh0aC/i+tffLR9oW07SXWRmfjfgJ69 m-comment-90-m ed25519',
  ],
  [
    'ecdsa 2 none',
    `PuTTY-User-Key-File-2: ecdsa-sha2-nistp256
Encryption: none
Comment: m-comment-90-m ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHcVcBk9WzC4
Z/FBte4ZQz3IcEmtZa93LqKSaj8rWxrRHzLI/XeuzsL/sb+HMW9sakTqg+fHm2Xz
lxvItdeCqFI=
Private-Lines: 1
AAAAIQC2oyRbKpK1XC2hSG2TF5tp8EnmXA2pWHYCc351nd9JfA==
Private-MAC: a5f1ba55d77f6dc8597beb25952077d1c7044f0e
`,
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHcVcBk9WzC4Z/FBte4ZQz3IcEmtZa93LqKSaj8rWxrRHzLI/XeuzsL/sb+HMW9sakTqg+fHm2XzlxvItdeCqFI= m-comment-90-m ecdsa',
  ],
  [
    'ecdsa 2 pass',
    `PuTTY-User-Key-File-2: ecdsa-sha2-nistp256
Encryption: aes256-cbc
Comment: m-comment-90-m ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAq8JPWrNOCO
SpSJXURIO8/q3h1V313W3XOUWSEXV1CQK/G9duEp8TaGnd/sMAxMKbiUSZW7ELTb
UuKhkXHc3Fk=
Private-Lines: 1
jtL9xyit1PkrTGBil7FGhIqh3Ga5AklVNHA/Q7G7v2iGvq6lcQwrWszcPueTMqUY
Private-MAC: ca48dea516494e3ea9fffb8947492a83a885e645
`,
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAq8JPWrNOCOSpSJXURIO8/q3h1V313W3XOUWSEXV1CQK/G9duEp8TaGnd/sMAxMKbiUSZW7ELTbUuKhkXHc3Fk= m-comment-90-m ecdsa',
  ],
  [
    'ecdsa 3 none',
    `PuTTY-User-Key-File-3: ecdsa-sha2-nistp256
Encryption: none
Comment: m-comment-90-m ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBF5h0OikakpN
xTHAN7m6HKbXo3Odk3sCkEJdeMLoQsEiEE24YVjJNcaQvuVhq0nvVuGnC97H00tI
rw02PJL+V44=
Private-Lines: 1
AAAAIHBuwXqtPj6Q+Ew6SsNmgQi1h1YLEjXysPUugucnxxPl
Private-MAC: 6ac13907e1a731d10e4a30ce34fbfaa28e7c77690079e8421f5664baf02eef66
`,
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBF5h0OikakpNxTHAN7m6HKbXo3Odk3sCkEJdeMLoQsEiEE24YVjJNcaQvuVhq0nvVuGnC97H00tIrw02PJL+V44= m-comment-90-m ecdsa',
  ],
  [
    'ecdsa 3 pass',
    `PuTTY-User-Key-File-3: ecdsa-sha2-nistp256
Encryption: aes256-cbc
Comment: m-comment-90-m ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJ01y756+7SE
tyx7VrTgVdNugAqa/tElZGEJCxjh3scYSkCrYTLiR1G/oqrqFpckkWv2LLuCZWYH
yBBz++LoE5E=
Key-Derivation: Argon2id
Argon2-Memory: 64
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: d09a0fda6bc4b42b8fec58a4d63b65ce
Private-Lines: 1
ztkE547+ilog6aF3AfXSpBou3S6kL8Mf6RfWFVKrnKWKZVFUKBhOaS1cMaEBVDeK
Private-MAC: d9ddb2f33cf4314c2ab32935bba0b093ca3542e8ff5001336c1343b30b864f12
`,
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJ01y756+7SEtyx7VrTgVdNugAqa/tElZGEJCxjh3scYSkCrYTLiR1G/oqrqFpckkWv2LLuCZWYHyBBz++LoE5E= m-comment-90-m ecdsa',
  ],
  [
    'dsa 3 pass',
    `PuTTY-User-Key-File-3: ssh-dss
Encryption: aes256-cbc
Comment: m-comment-90-m dsa
Public-Lines: 10
AAAAB3NzaC1kc3MAAACBAK51Q99KdRa8llomWOoa1ZM8bpf/iKZnKZIXqZjLqnwP
vSKZcjhown10D1Hew2MRasDUeHqPZfpyzZ4oUXltx5RWMqMfIUDQyTleLYjcCCJr
shWOf2jjO5M8RzM00RrB4GeMmf7X8OJVRnqmUVsJ7tGQIhh4gaSS66M54+28O59p
AAAAFQDV8vQMtQ+ZTV2PHcZjuSXdh7eXzQAAAIARQ9BhjWLxIk1xjjSbK1Ussn+6
zO4jPn1AR8YrATUIc1eQ05NQ8bGF3+AH4JTct11hG8g3k23BQCue9rCvin75VNVv
gkIObBbWuTmqi2DftSHCY9FtkzAbOVx1nB17DGOsIGpa8NvuIxA4HoohynDJXnGo
j05rQwhHvO/fUdfA+wAAAIACsNdGfwlARstYWE76FD6QyeIT6Ojg04wRYSGAcrR4
bEIcH61IGWnxOJSmqCKh0TRf6am/nZpxVBJg/FReQCspGwFaQSqIrh9DmdtEt674
Eh8MfQ8gBOwaw0kTedn0MMMRIL4x3u19WzMxOu4HxNVRvC6nX74lRc8L8uSeDZ/s
iQ==
Key-Derivation: Argon2id
Argon2-Memory: 64
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: 4b2f77cd5aa67176baa4b143016a568d
Private-Lines: 1
2uewGrkq04Vh5UjT8KkCFFdcn3Lm+dwlxV6WBuEn81A=
Private-MAC: 16c82d4b25c6792c746871e876a02edafaba33e9c1cf991ede73ffbebf88b6b9
`,
    'ssh-dss AAAAB3NzaC1kc3MAAACBAK51Q99KdRa8llomWOoa1ZM8bpf/iKZnKZIXqZjLqnwPvSKZcjhown10D1Hew2MRasDUeHqPZfpyzZ4oUXltx5RWMqMfIUDQyTleLYjcCCJrshWOf2jjO5M8RzM00RrB4GeMmf7X8OJVRnqmUVsJ7tGQIhh4gaSS66M54+28O59pAAAAFQDV8vQMtQ+ZTV2PHcZjuSXdh7eXzQAAAIARQ9BhjWLxIk1xjjSbK1Ussn+6zO4jPn1AR8YrATUIc1eQ05NQ8bGF3+AH4JTct11hG8g3k23BQCue9rCvin75VNVvgkIObBbWuTmqi2DftSHCY9FtkzAbOVx1nB17DGOsIGpa8NvuIxA4HoohynDJXnGoj05rQwhHvO/fUdfA+wAAAIACsNdGfwlARstYWE76FD6QyeIT6Ojg04wRYSGAcrR4bEIcH61IGWnxOJSmqCKh0TRf6am/nZpxVBJg/FReQCspGwFaQSqIrh9DmdtEt674Eh8MfQ8gBOwaw0kTedn0MMMRIL4x3u19WzMxOu4HxNVRvC6nX74lRc8L8uSeDZ/siQ== m-comment-90-m dsa',
  ],
  [
    'ed448 3 pass',
    `PuTTY-User-Key-File-3: ssh-ed448
Encryption: aes256-cbc
Comment: m-comment-90-m ed448
Public-Lines: 2
AAAACXNzaC1lZDQ0OAAAADnzroOXm1DI+1q0qI5X+4pxc9FxTHb2byVIVjl/s+mI
5Onq0pDlfq6d/Dj23ejKl6Bb8WtwZ/FFLgA=
Key-Derivation: Argon2id
Argon2-Memory: 64
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: f9e313e323b4ddad08ec2672f5a24c68
Private-Lines: 2
HDQnfe+9LyekkLvMjKJh4MRKTMtXmyOItyI9BqxZJz3OJlu5XpL6pSeDtQBpqN5/
6plzsTFNCGTSfrWu9FQgnA==
Private-MAC: 1a67d755a8b3bae37d6919af8eaefd3c9ad57f6b0bd15345044ba16c3ec49303
`,
    'ssh-ed448 AAAACXNzaC1lZDQ0OAAAADnzroOXm1DI+1q0qI5X+4pxc9FxTHb2byVIVjl/s+mI5Onq0pDlfq6d/Dj23ejKl6Bb8WtwZ/FFLgA= m-comment-90-m ed448',
  ],
];
