import { Folder, FolderPlus, Hash, Inbox } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { Chosen } from '../../../shared/contract-several.ts';
import { folderOf, isUnder, pathFault, titleOf } from '../../../shared/path.ts';
import { printPlace } from '../../../shared/place.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogForm } from '../../components/dialog-form.tsx';
import { Field } from '../../components/field.tsx';
import { Mark } from '../../components/mark.tsx';
import { type Option, Picker } from '../../components/picker.tsx';
import { allFolders } from '../../stores/folders.ts';
import { type Picking as Asked, stopPicking, usePicking } from '../../stores/picking.ts';
import { useSession } from '../../stores/session.ts';
import * as several from '../../stores/several.ts';
import { words } from '../../words/words.ts';
import { Palette } from './palette.tsx';

const text = words.list;
/** As many lines as a person looks through. */
const mostLines = 100;

/** Asks for a folder, a tag or a name, where something was begun that needs one. */
export function Picking({ readOnly }: { readOnly: boolean }) {
  const picking = usePicking(({ picking }) => picking);
  if (picking === undefined) return null;
  switch (picking.what) {
    case 'move':
      return (
        <PickFolder
          title={text.moveTitle(picking.secrets)}
          onPick={(folder) => void several.move(picking.chosen, folder)}
        />
      );
    case 'copy-to-vault':
    case 'move-to-vault':
      return <PickVault {...picking} moves={picking.what === 'move-to-vault'} />;
    case 'palette':
      return <Palette readOnly={readOnly} />;
    case 'move-folder':
      return <MoveFolder folder={picking.folder} />;
    case 'rename-folder':
      return <RenameFolder folder={picking.folder} />;
    case 'add-tag':
    case 'remove-tag':
      return <PickTag picking={picking} adds={picking.what === 'add-tag'} />;
  }
}

interface VaultProps {
  chosen: Chosen;
  secrets: number;
  moves: boolean;
}

/** One of the vaults that are open beside this one. */
function PickVault({ chosen, secrets, moves }: VaultProps) {
  const [typed, setTyped] = useState('');
  const beside = useSession((session) => session.state?.beside);
  const options: Option[] = (beside ?? [])
    .filter(({ name }) => fits(name, typed.trim()))
    .map((vault) => ({
      id: printPlace(vault.place),
      label: vault.name,
      icon: <Mark size={16} color={vault.color} />,
      run: () => void several.toVault(chosen, vault, moves),
    }));
  return (
    <Picker
      {...{ options, typed }}
      title={moves ? text.moveToVaultTitle(secrets) : text.copyToVaultTitle(secrets)}
      titled
      placeholder={words.switcher.label}
      none={text.noMatch}
      onType={setTyped}
      onClose={stopPicking}
    />
  );
}

interface FolderProps {
  title: string;
  /** A folder that cannot be gone into, nor any in it. */
  not?: string;
  onPick: (folder: string) => void;
}

function PickFolder({ title, not, onPick }: FolderProps) {
  const [typed, setTyped] = useState('');
  const [folders, setFolders] = useState<readonly string[]>([]);
  useEffect(() => void allFolders().then(setFolders), []);
  const wanted = typed.trim().normalize('NFC');
  const may = (folder: string) => not === undefined || (folder !== not && !isUnder(folder, not));
  const fit = folders.filter((folder) => may(folder) && fits(folder, wanted)).slice(0, mostLines);
  const isNew = wanted !== '' && pathFault(wanted) === undefined && !folders.includes(wanted) && may(wanted);
  const options: Option[] = [
    ...(fits(text.noFolder, wanted)
      ? [{ id: '/', label: text.noFolder, icon: <Inbox aria-hidden />, run: () => onPick('') }]
      : []),
    ...fit.map((folder) => ({
      id: folder,
      label: titleOf(folder),
      hint: folderOf(folder),
      icon: <Folder aria-hidden />,
      run: () => onPick(folder),
    })),
    ...(isNew
      ? [
          {
            id: '//',
            label: text.newFolder(wanted),
            icon: <FolderPlus aria-hidden />,
            run: () => onPick(wanted),
          },
        ]
      : []),
  ];
  return (
    <Picker
      {...{ title, options, typed }}
      titled
      placeholder={text.folder}
      none={text.noMatch}
      onType={setTyped}
      onClose={stopPicking}
    />
  );
}

function MoveFolder({ folder }: { folder: string }) {
  const to = (into: string) => (into === '' ? titleOf(folder) : `${into}/${titleOf(folder)}`);
  return (
    <PickFolder
      title={text.moveFolderTitle(titleOf(folder))}
      not={folder}
      onPick={(into) => void several.moveFolder(folder, to(into))}
    />
  );
}

function RenameFolder({ folder }: { folder: string }) {
  const [name, setName] = useState(titleOf(folder));
  const [tried, setTried] = useState(false);
  const wanted = name.trim().normalize('NFC');
  const fault = wanted.includes('/') ? 'slash' : pathFault(wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault !== undefined) return;
    stopPicking();
    const above = folderOf(folder);
    void several.moveFolder(folder, above === '' ? wanted : `${above}/${wanted}`);
  };
  return (
    <Dialog title={text.renameTitle(titleOf(folder))} onClose={stopPicking}>
      <DialogForm
        failure={undefined}
        working={undefined}
        yes={text.rename}
        onSubmit={submit}
        onClose={stopPicking}
      >
        <Field
          label={text.folderName}
          value={name}
          onChange={setName}
          autoFocus
          fault={tried && fault !== undefined ? text.folderFaults(fault) : undefined}
        />
      </DialogForm>
    </Dialog>
  );
}

function PickTag({ picking, adds }: { picking: Extract<Asked, { secrets: number }>; adds: boolean }) {
  const [typed, setTyped] = useState('');
  const [tags, setTags] = useState<readonly { tag: string; secrets: number }[]>();
  const { chosen, secrets } = picking;
  useEffect(() => {
    const asked = adds ? api.secrets.tags() : api.several.tags({ chosen });
    void asked.then((reply) => setTags(reply.ok ? reply.value : []));
  }, [adds, chosen]);
  const wanted = typed.trim();
  const act = (tag: string) => void (adds ? several.tag(chosen, [tag], []) : several.tag(chosen, [], [tag]));
  const fit = (tags ?? []).filter(({ tag }) => fits(tag, wanted)).slice(0, mostLines);
  const isNew = adds && wanted !== '' && tags?.every(({ tag }) => tag !== wanted) === true;
  const line = (tag: string, label: string, hint?: string): Option => ({
    ...{ id: `#${tag}`, label, icon: <Hash aria-hidden />, run: () => act(tag) },
    ...(hint !== undefined && { hint }),
  });
  const options = [
    ...fit.map(({ tag, secrets: n }) => line(tag, tag, words.number(n))),
    ...(isNew ? [line(wanted, text.newTag(wanted))] : []),
  ];
  return (
    <Picker
      {...{ options, typed }}
      title={adds ? text.addTagTitle(secrets) : text.removeTagTitle(secrets)}
      titled
      placeholder={text.tag}
      none={adds || wanted !== '' ? text.noMatch : text.noTags}
      onType={setTyped}
      onClose={stopPicking}
    />
  );
}

function fits(name: string, wanted: string): boolean {
  return name.toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
}
