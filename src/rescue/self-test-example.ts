// The worked example of docs/format.md, 4 and 13: what the page tests itself with.
export const vault = '000102030405060708090a0b0c0d0e0f';
export const sheets = [
  'cleanup pecan academic acid amazing pleasure prevent shelter prevent temple anatomy herald inside adequate merit coal hobo glasses axle pencil scandal ting revenue yield away view video review mansion sniff device epidemic submit',
  'cleanup pecan academic always analysis imply frequent enforce cause society ancient slow crowd terminal bishop carve lend crystal blind adapt medal reject believe aquatic pharmacy trash guilt practice usher source revenue resident flea',
] as const;
export const slot = {
  id: 'c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0',
  kind: 'recovery',
  encapsulated:
    '5SsFSMTbKlHdJC_13U7Y__jNt8Nv6ZLiLk1CP_NbrZv10wuUce9W09Rbj_DzKy4X4XEfkVg2OkHtRDlLYsLIBQeB' +
    'JU-fzEiSLXaHZhCwEkYxOtESDkL2EtEAeFaQPd-1jqsdJuqfV1bvyWCBV0LuIG4jsDNZnbkCbU3dQA2j-tqwID2w' +
    'We-ZYIuQapXCePiUq8P9Hk33pvWgv37oJEWLytvl-KWNnvrm_Ke-fjwJgYyyUNqYz7zph-GRD9zCDtXelFlB-3jI' +
    'auVHXVxqqR55fRr1zPt19Uw8cPNhPN_606zu8C9tTaIvfRUOyrOszfVKwbA-Mnq2ZwiJG0yYMseuVmA9LFchwC3R' +
    'ty-ixB3wdmg-6pJEzWmCwVx4TVnQV8x5lkjPsRP9Vy9yUqt-Loh0CwLniTdQkrcCZvwC0mVlkEuBapSTlG_tnqtA' +
    'f0Tp-6-2VPmtCNnfPX5E3uS1Yn902qG6HQWc_lT4RuQCnyGfb8hhPl1TA664npU6l0qekjIWT5poAfIhW2HDsspq' +
    '27fmmgYYAWWwlTNjKjkK5U-KIHiYSW-r5bis1o3SB-5hEjnu7fPoB8i3eyWF_Zq9QnUlRXCTAJ5jqKGZShDuc6gW' +
    'bA99KytoFI0XcthFKn4q7-1SgpBa9Gsl2X4BUl7o_205VFiUpCzr1dE0LMJcNtzHAX3KUoCb6ai6_-Vy7QDhCsVt' +
    'o5Il291NOwXMi1KzJrzNA26FFRHEXtBGV0YLbGgktVnkcwxfeX20fDOSqbkd18YN0V8Xgn7lJGHyklvlVRrqGumO' +
    'ES47RSDp3UMRwfvet59IWqT_ZyWgOLRXD24sNlmt-Gr41Vee46aezyUXRgMdVpTEgv9-i3vZGRBHdMh-6TIm0LfP' +
    'PDrXtg_NEDTk10m7dzVQTjQ0AaA-QKfqUATkFtkLZsQh-XYiu-_14QgZtOit69clws__ntxt4H5ZqD6GbcLoBmWK' +
    'bUhYu_f5czNCoct9JBHFYqndHd_cJkYg_rtwYRW8jNZP3Oi7a8XvRlyMX6ooMncU19zZKZcZpxboVTlJh2PSNc-2' +
    'VBZc5B-H-0gm_ZoTvWmJK2ZFksOit88_N1hjXTmnIqPlidisS1kspfELv5ejpF0VjUtKP9dYVj3jH3ZTBgKVsDMp' +
    'uv780Z6xyiIfg3SufhgOrUcmg3hysquNOq-xHYe6Vb-7n9TlwQ30uy3_gmonkjNTLbZCsKyZsYyfM5PVlgNW_2zT' +
    'rAaTN0RCExQ6v__67YTUTIQ0VRRwJJrD9MGKyUSE2BS-3FDs8zQDxL5NsXV_BLMZ6FuiyXDEvfj1X5KB4WfQNXYS' +
    'd7YClAgFAjLIrXAHOV880nBz0cH4XxnF0MiDMNw49pnJSaLFDxWi5piqQeKPPqMlxWeUkzfpfyD-fXfwGXCzsL2W' +
    'sfOcY8Mo-IE6MgYKuolblgn-r_YlxeyDaXmcyBXfP7sUyp5NOHvM81dG4EB9qqzGsopPhEXvWlFYiU25g-JAcA',
  wrapped: 'mZmZmZmZmZmZmZmZ_dO59BXnsrfyVwUJUe9h3umexY3B5f1cCPS0w8A8SzpgXg61lDv2VWELLq1Su60C',
};
