package io.github.labelverifier.job;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The folders directly below a dataset's location, and the images in them. */
public final class ClassFolders {
    private final ImageSource source;

    public ClassFolders(ImageSource source) {
        this.source = source;
    }

    /** Their names. In S3 they show in the keys alone, so all are listed: a request for every thousand. */
    public Set<String> names() throws ImageStoreException {
        return source.location() instanceof FolderLocation folder ? foldersIn(folder.folder()) : prefixes();
    }

    private static Set<String> foldersIn(Path folder) throws ImageStoreException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(Objects.requireNonNull(child.getFileName()).toString());
                }
            }
        } catch (IOException e) {
            throw new ImageStoreException(Kind.OTHER, "cannot read " + folder + ": " + IoProblem.of(e), e);
        }
        return names;
    }

    private Set<String> prefixes() throws ImageStoreException {
        Set<String> names = new TreeSet<>();
        try (ImageCursor all = source.list()) {
            for (Optional<ImageEntry> next = all.next(); next.isPresent(); next = all.next()) {
                String name = DatasetClass.nameOf(source.location(), next.get().key());
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The images of these classes, class after class. */
    public ImageCursor listing(Set<String> names) throws ImageStoreException {
        Set<String> wanted = Set.copyOf(names);
        return new Chosen(source.list(folder -> !wanted.contains(classOf(folder))), source, wanted);
    }

    private static String classOf(String folder) {
        return folder.substring(0, folder.indexOf('/'));
    }

    private record Chosen(ImageCursor all, ImageSource source, Set<String> names) implements ImageCursor {
        @Override
        public Optional<ImageEntry> next() throws ImageStoreException {
            Optional<ImageEntry> entry = all.next();
            while (entry.isPresent()
                    && !names.contains(
                            DatasetClass.nameOf(source.location(), entry.get().key()))) {
                entry = all.next();
            }
            return entry;
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
