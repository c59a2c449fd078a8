package io.github.labelverifier.image;

import io.github.labelverifier.picture.PictureFormat;
import io.github.labelverifier.picture.PictureFormats;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of an entry tells of its content. A name that tells nothing is worth a try: a call for what is no picture
 * is refused and costs nothing, and a picture that is passed over is never seen.
 *
 * @param key the key, or the path
 */
record ImageName(String key) {
    /** What downloads leave behind a name: {@code 1.jpg?w=200}, {@code 1.jpg:orig}, {@code 1.jpg.1}. */
    private static final Pattern LEFT_BY_DOWNLOADS = Pattern.compile("\\?.*|:\\w+$|(\\.\\d+)+$", Pattern.DOTALL);

    /** Folders that systems fill by themselves with things named like pictures. */
    private static final Set<String> SYSTEM_FOLDERS = Set.of(
            "__macosx",
            "@eadir",
            ".thumbnails",
            ".trashes",
            ".spotlight-v100",
            "$recycle.bin",
            "system volume information",
            "lost+found",
            ".git");

    private static final Set<String> SYSTEM_FILES = Set.of("thumbs.db", "ehthumbs.db", ".ds_store", "desktop.ini");

    /** The resource fork of a file, on a disk that has none. */
    private static final String RESOURCE_FORK = "._";

    private static final Set<String> NO_PICTURE = Set.of(
            // Texts and data
            "txt",
            "text",
            "md",
            "rst",
            "log",
            "csv",
            "tsv",
            "json",
            "jsonl",
            "ndjson",
            "geojson",
            "xml",
            "yaml",
            "yml",
            "toml",
            "ini",
            "cfg",
            "conf",
            "html",
            "htm",
            "xhtml",
            "mhtml",
            "css",
            "js",
            "map",
            "py",
            "ipynb",
            "java",
            "sh",
            "bat",
            "ps1",
            "sql",
            "db",
            "sqlite",
            "sqlite3",
            "parquet",
            "npy",
            "npz",
            "pkl",
            "pickle",
            "pt",
            "pth",
            "h5",
            "hdf5",
            "onnx",
            "tfrecord",
            "tfrecords",
            "dvc",
            "gitignore",
            "gitattributes",
            "md5",
            "sha1",
            "sha256",
            "lock",
            // Documents
            "pdf",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "ppt",
            "pptx",
            "odt",
            "ods",
            "odp",
            "rtf",
            "epub",
            "tex",
            "bib",
            // Archives and programs
            "zip",
            "tar",
            "gz",
            "tgz",
            "bz2",
            "xz",
            "7z",
            "rar",
            "zst",
            "iso",
            "jar",
            "exe",
            "dll",
            "msi",
            "apk",
            "dmg",
            // Videos, sound and what goes with them
            "mp4",
            "m4v",
            "mov",
            "avi",
            "mkv",
            "webm",
            "wmv",
            "flv",
            "mpg",
            "mpeg",
            "3gp",
            "mts",
            "mp3",
            "wav",
            "flac",
            "ogg",
            "oga",
            "ogv",
            "m4a",
            "aac",
            "opus",
            "wma",
            "srt",
            "vtt",
            // What cameras and browsers put beside a picture
            "xmp",
            "aae",
            "lnk",
            "url",
            "webloc",
            "torrent");

    /** Whether it is what stands for a folder in S3. */
    boolean isFolder() {
        return key.endsWith("/");
    }

    /** Whether a system has put it there by itself. */
    boolean isSystemFile() {
        String[] parts = key.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            if (SYSTEM_FOLDERS.contains(parts[i].toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        String last = last();
        return last.startsWith(RESOURCE_FORK) || SYSTEM_FILES.contains(last.toLowerCase(Locale.ROOT));
    }

    /** Whether it has the suffix of something else. */
    boolean isNoPicture() {
        return NO_PICTURE.contains(suffix());
    }

    /** The format that DetectLabels does not read and its suffix is of. */
    Optional<PictureFormat> otherFormat() {
        return PictureFormats.ofSuffix(suffix()).filter(format -> !format.isReadByRekognition());
    }

    private String last() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** In lower case; empty if there is none. */
    private String suffix() {
        String name = last();
        String clean = LEFT_BY_DOWNLOADS.matcher(name).replaceFirst("");
        int dot = clean.lastIndexOf('.');
        return dot < 0 ? "" : clean.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
