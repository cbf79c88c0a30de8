package tw.onestop.exchange;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;

/**
 * 目錄權限: in {@code out} an agency reads, into {@code in} it writes, and that is all; every file read or written is an act, and so is what
 * was refused.
 */
@Component
class SftpJail implements SftpFileSystemAccessor, SftpEventListener {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final BundleFetching acts;
    private final BundleFolder folder;
    private final BundleKeys keys;
    private final SftpSettings settings;

    SftpJail(BundleFetching acts, BundleFolder folder, BundleKeys keys, SftpSettings settings) {
        this.acts = acts;
        this.folder = folder;
        this.keys = keys;
        this.settings = settings;
    }

    /** 位置 in a folder: {@code in} or {@code out}, and a plain name. */
    private record Place(AgencyCode agency, String folder, String name) {

        boolean isIn() {
            return folder.equals(BundleFolder.IN);
        }
    }

    void turnedAway(AgencyCode agency) {
        acts.note("exchange.sftp.enter", "", "unknownKey", BundleRounds.machine(agency));
    }

    @Override
    public void initialized(ServerSession session, int version) throws IOException {
        acts.note("exchange.sftp.enter", "", "", BundleRounds.machine(agency(session, "exchange.sftp.enter")));
    }

    @Override
    public SeekableByteChannel openFile(
            SftpSubsystemProxy subsystem,
            FileHandle fileHandle,
            Path file,
            String handle,
            Set<? extends OpenOption> options,
            FileAttribute<?>... attrs)
            throws IOException {
        ServerSession session = subsystem.getServerSession();
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        Place place = place(session, file, writes ? "exchange.bundle.bring" : "exchange.bundle.fetch");
        if (writes != place.isIn()) {
            throw refused(place, writes ? "exchange.bundle.bring" : "exchange.bundle.fetch", "wrongFolder");
        }
        if (writes) {
            if (fileHandle.isOpenAppend()) {
                // Written at the end whatever offset it says: it could not be measured.
                throw refused(place, "exchange.bundle.bring", "append");
            }
            String full = folder.begin(place.agency(), place.name());
            if (!full.isEmpty()) {
                throw refused(place, "exchange.bundle.bring", full);
            }
            try {
                acts.note("exchange.bundle.bring", place.name(), "", BundleRounds.machine(place.agency()));
                // Only its name and what is written into it are the agency's to say.
                return SftpFileSystemAccessor.super.openFile(subsystem, fileHandle, file, handle, options);
            } catch (IOException | RuntimeException e) {
                folder.end(place.agency(), place.name());
                throw e;
            }
        }
        fetch(place);
        return SftpFileSystemAccessor.super.openFile(subsystem, fileHandle, file, handle, options);
    }

    private void fetch(Place place) throws IOException {
        if (!place.name().endsWith(".p7m")) {
            acts.note("exchange.bundle.manifest", place.name(), "", BundleRounds.machine(place.agency()));
        } else if (!acts.fetch(place.agency(), place.name(), BundleRounds.machine(place.agency()))) {
            throw new NoSuchFileException(place.name());
        }
    }

    @Override
    public void closeFile(
            SftpSubsystemProxy subsystem,
            FileHandle fileHandle,
            Path file,
            String handle,
            Channel channel,
            Set<? extends OpenOption> options)
            throws IOException {
        try {
            SftpFileSystemAccessor.super.closeFile(subsystem, fileHandle, file, handle, channel, options);
        } finally {
            Path there = file.toAbsolutePath().normalize();
            if (there.getNameCount() == 2 && there.getName(0).toString().equals(BundleFolder.IN)) {
                folder.end(named(subsystem.getServerSession()), there.getName(1).toString());
            }
        }
    }

    @Override
    public void writing(
            ServerSession session,
            String remoteHandle,
            FileHandle localHandle,
            long offset,
            byte[] data,
            int dataOffset,
            int dataLen)
            throws IOException {
        if (offset < 0 || dataLen > settings.mostBytes() - offset) {
            Place place = place(session, localHandle.getFile(), "exchange.bundle.bring");
            folder.outgrown(place.agency(), place.name());
            throw refused(place, "exchange.bundle.bring", "tooLarge");
        }
    }

    @Override
    public DirectoryStream<Path> openDirectory(
            SftpSubsystemProxy subsystem, DirectoryHandle dirHandle, Path dir, String handle, LinkOption... linkOptions)
            throws IOException {
        AgencyCode agency = agency(subsystem.getServerSession(), "exchange.bundle.list");
        Path there = dir.toAbsolutePath().normalize();
        String name = there.getNameCount() == 0 ? "" : there.getName(0).toString();
        if (there.getNameCount() > 1
                || !Set.of("", BundleFolder.IN, BundleFolder.OUT).contains(name)) {
            throw refused(new Place(agency, name, name), "exchange.bundle.list", "wrongFolder");
        }
        return SftpFileSystemAccessor.super.openDirectory(subsystem, dirHandle, dir, handle, linkOptions);
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path oldPath, Path newPath, Collection<CopyOption> opts)
            throws IOException {
        Place from = place(subsystem.getServerSession(), oldPath, "exchange.bundle.rename");
        Place to = place(subsystem.getServerSession(), newPath, "exchange.bundle.rename");
        if (!from.isIn() || !to.isIn()) {
            throw refused(to, "exchange.bundle.rename", "wrongFolder");
        }
        if (folder.isBeingWritten(from.agency(), from.name())) {
            throw refused(from, "exchange.bundle.rename", "stillOpen");
        }
        acts.note("exchange.bundle.rename", to.name(), "", BundleRounds.machine(to.agency()));
        SftpFileSystemAccessor.super.renameFile(subsystem, oldPath, newPath, opts);
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path path, boolean isDirectory) throws IOException {
        Place place = place(subsystem.getServerSession(), path, "exchange.bundle.remove");
        if (isDirectory || !place.isIn()) {
            throw refused(place, "exchange.bundle.remove", "wrongFolder");
        }
        acts.note("exchange.bundle.remove", place.name(), "", BundleRounds.machine(place.agency()));
        SftpFileSystemAccessor.super.removeFile(subsystem, path, false);
    }

    @Override
    public void createDirectory(SftpSubsystemProxy subsystem, Path path) throws IOException {
        throw refused(
                place(subsystem.getServerSession(), path, "exchange.bundle.directory"),
                "exchange.bundle.directory",
                "wrongFolder");
    }

    @Override
    public void createLink(SftpSubsystemProxy subsystem, Path link, Path existing, boolean symLink) throws IOException {
        throw refused(
                place(subsystem.getServerSession(), link, "exchange.bundle.link"),
                "exchange.bundle.link",
                "wrongFolder");
    }

    @Override
    public void copyFile(SftpSubsystemProxy subsystem, Path src, Path dst, Collection<CopyOption> opts)
            throws IOException {
        throw refused(
                place(subsystem.getServerSession(), dst, "exchange.bundle.copy"),
                "exchange.bundle.copy",
                "wrongFolder");
    }

    /** Times and rights are the house's: what a client says of them is let pass and not done. */
    @Override
    public void setFileAttribute(
            SftpSubsystemProxy subsystem,
            Path file,
            String view,
            String attribute,
            @org.jspecify.annotations.Nullable Object value,
            LinkOption... options) {}

    private Place place(ServerSession session, Path path, String action) throws IOException {
        Path there = path.toAbsolutePath().normalize();
        AgencyCode agency = agency(session, action);
        String name = there.getNameCount() == 0
                ? ""
                : there.getName(there.getNameCount() - 1).toString();
        String top = there.getNameCount() == 0 ? "" : there.getName(0).toString();
        boolean known = there.getNameCount() == 2
                && Set.of(BundleFolder.IN, BundleFolder.OUT).contains(top)
                && NAME.matcher(name).matches();
        Place place = new Place(agency, top, name);
        if (!known) {
            throw refused(place, action, "wrongName");
        }
        return place;
    }

    private AccessDeniedException refused(Place place, String action, String why) {
        acts.note(action, place.name(), why, BundleRounds.machine(place.agency()));
        return new AccessDeniedException(place.name(), null, why);
    }

    /** Whose folder it is; nobody's, from the moment on in which the key that opened it is removed. */
    private AgencyCode agency(ServerSession session, String action) throws IOException {
        AgencyCode agency = named(session);
        boolean stands = Optional.ofNullable(session.getAttribute(SftpDoor.KEY))
                .flatMap(keys::holder)
                .filter(agency::equals)
                .isPresent();
        if (!stands) {
            acts.note(action, "", "keyRemoved", BundleRounds.machine(agency));
            session.close(true);
            throw new AccessDeniedException("", null, "keyRemoved");
        }
        return agency;
    }

    private static AgencyCode named(ServerSession session) throws IOException {
        return SftpDoor.agency(session.getUsername()).orElseThrow(() -> new IOException("no folder of this name"));
    }
}
