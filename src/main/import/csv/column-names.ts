import type { ImportColumn } from '../../../shared/formats.ts';

/**
 * What programs call the columns of a table, in English and in the languages that they translate
 * them into. Small letters; words have a space between them, whatever the table has there.
 */
export const columnNames: Readonly<
  Record<Exclude<ImportColumn, 'field' | 'hidden' | 'skip'>, readonly string[]>
> = {
  title: [
    ...['title', 'name', 'account', 'account name', 'label', 'site name', 'password name', 'display name'],
    ...['entry name', 'nickname', 'item name', 'titel', 'bezeichnung', 'titre', 'nom', 'título', 'titulo'],
    ...['nombre', 'titolo', 'nome', 'naam', 'tytuł', 'nazwa', 'namn', 'navn', 'название', 'имя'],
    ...['タイトル', '名前', '标题', '名称', '標題', '名稱', '제목', '이름'],
  ],
  folder: [
    ...['folder', 'group', 'grouping', 'vault', 'collections', 'path', 'group path', 'folder name'],
    ...['ordner', 'gruppe', 'tresor', 'dossier', 'groupe', 'carpeta', 'grupo', 'cartella', 'gruppo'],
    ...['groep', 'pasta', 'grupa', 'mapp', 'grupp', 'mappe', 'папка', 'группа'],
    ...['フォルダ', 'フォルダー', 'グループ', '文件夹', '分组', '資料夾', '폴더'],
  ],
  username: [
    ...['username', 'user name', 'user', 'login', 'login name', 'user id', 'login username', 'loginname'],
    ...['logon', 'userid', 'benutzername', 'benutzer', 'anmeldename', "nom d'utilisateur", 'utilisateur'],
    ...['nom d’utilisateur', 'identifiant', 'nombre de usuario', 'usuario', 'nome utente', 'utente'],
    ...['gebruikersnaam', 'nome de usuário', 'usuário', 'nome de utilizador', 'utilizador'],
    ...['nazwa użytkownika', 'użytkownik', 'användarnamn', 'brukernavn', 'brugernavn', 'имя пользователя'],
    ...['логин', 'ユーザー名', 'ユーザ名', 'ユーザーid', '用户名', '使用者名稱', '사용자 이름'],
  ],
  password: [
    ...['password', 'pass', 'pwd', 'passwd', 'login password', 'passwort', 'kennwort', 'mot de passe'],
    ...['contraseña', 'clave', 'parola', 'wachtwoord', 'senha', 'palavra passe', 'hasło', 'lösenord'],
    ...['passord', 'adgangskode', 'пароль', 'パスワード', '密码', '密碼', '비밀번호', '암호'],
  ],
  url: [
    ...['url', 'urls', 'uri', 'website', 'web site', 'login url', 'login urls', 'web address', 'site url'],
    ...[
      'website address',
      'website url',
      'login uri',
      'password url',
      'websites',
      'link',
      'site',
      'hostname',
      'webadresse',
      'webseite',
    ],
    ...['internetadresse', 'adresse web', 'site web', 'sitio web', 'dirección web', 'sito web', 'sito'],
    ...['indirizzo web', 'webadres', 'endereço', 'adres url', 'strona', 'strona internetowa', 'webbplats'],
    ...[
      'webbadress',
      'nettsted',
      'websted',
      'сайт',
      'веб сайт',
      'адрес',
      'ウェブサイト',
      '网址',
      '网站',
      '網址',
    ],
    ...['웹사이트'],
  ],
  notes: [
    ...['notes', 'note', 'comment', 'comments', 'extra', 'memo', 'description', 'notizen', 'notiz'],
    ...['kommentar', 'kommentare', 'bemerkung', 'bemerkungen', 'anmerkungen', 'remarques', 'commentaires'],
    ...['notas', 'comentarios', 'nota', 'commenti', 'notities', 'opmerkingen', 'observações', 'notatki'],
    ...['uwagi', 'anteckningar', 'notater', 'noter', 'заметки', 'примечания', 'примечание', 'комментарий'],
    ...['メモ', '備考', '备注', '備註', '메모'],
  ],
  otp: [
    ...['otp', 'totp', 'otpauth', 'otp auth', 'otpurl', 'otp url', 'otpsecret', 'otp secret', 'login totp'],
    ...['2fa', 'one time password', 'one time code', 'totp secret', 'totp url', 'twofasecret', 'authkey'],
    ...['2fa secret', 'authenticator key', 'einmalpasswort', 'einmalkennwort'],
  ],
  tags: [
    'tags',
    'labels',
    'tag',
    'schlagwörter',
    'etiketten',
    'étiquettes',
    'etiquetas',
    'etichette',
    'теги',
    'タグ',
    '标签',
  ],
  favourite: [
    ...['favorite', 'favourite', 'fav', 'starred', 'pinned', 'favorit', 'favori', 'favorito'],
    ...['preferito', 'favoriet', 'избранное'],
  ],
  created: [
    ...['created', 'createtime', 'create time', 'created at', 'timecreated', 'creation time', 'created on'],
    ...['created date', 'creation date', 'date created', 'erstellt', 'erstellt am', 'créé le', 'creado'],
  ],
  changed: [
    ...['modified', 'modifytime', 'modify time', 'last modified', 'updated', 'updated at', 'changed'],
    ...['timepasswordchanged', 'modification time', 'modified date', 'date modified', 'modified at'],
    ...['last modified date', 'modification date', 'updated on', 'last updated', 'updated date'],
    ...['geändert', 'zuletzt geändert', 'geändert am', 'modifié le', 'modificado'],
  ],
  expires: ['expires', 'expiry time'],
  archived: ['archived', 'archive', 'archiviert', 'archivé', 'archivado', 'archiviato', 'gearchiveerd'],
  deleted: ['deleted', 'trashed', 'in trash', 'gelöscht', 'supprimé', 'eliminado', 'eliminato', 'verwijderd'],
};
