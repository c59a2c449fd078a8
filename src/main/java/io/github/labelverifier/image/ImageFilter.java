package io.github.labelverifier.image;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names below a location are wanted: those that an include pattern matches (all, if there is none) and no exclude
 * pattern does.
 *
 * <p>In a pattern {@code *} stands for any text, slashes included, {@code ?} for one character and {@code [a-z]},
 * {@code [!a-z]} for one of a set, as with {@code aws s3}. A pattern without a slash also matches a name's last part, as
 * with {@code rg}: {@code thumb_*} finds {@code thumb_1.jpg} and {@code new/thumb_1.jpg}.
 */
public final class ImageFilter {
    /** Wants every name. */
    public static final ImageFilter ALL = new ImageFilter(List.of(), List.of());

    private final List<Glob> includes;
    private final List<Glob> excludes;

    /** A filter of glob patterns, each matched against the name below the location. */
    public ImageFilter(List<String> includes, List<String> excludes) {
        this.includes = includes.stream().map(Glob::of).toList();
        this.excludes = excludes.stream().map(Glob::of).toList();
    }

    /** Whether a name below the location is wanted. */
    public boolean accepts(String name) {
        return (includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(name)))
                && excludes.stream().noneMatch(glob -> glob.matches(name));
    }

    /**
     * Whether no name that begins with a folder's is wanted, because an exclude pattern leaves out all of it.
     *
     * @param folder its name below the location, with a {@code /} at its end
     */
    public boolean excludesAllBelow(String folder) {
        return excludes.stream().anyMatch(glob -> glob.matchesAllBelow(folder));
    }

    /** Whether an exclude pattern is of a folder, by its name with or without a {@code /} at its end. */
    public boolean excludesFolder(String folder) {
        String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return excludesAllBelow(name + "/")
                || excludes.stream().anyMatch(glob -> glob.matches(name) || glob.matches(name + "/"));
    }

    private record Glob(Pattern pattern, boolean alsoLastPart, boolean isOpenEnded) {
        /** What means something in a regular expression and nothing in a glob. */
        private static final String META = "\\.[]{}()+^$|";

        static Glob of(String glob) {
            return new Glob(Pattern.compile(toRegex(glob), Pattern.DOTALL), glob.indexOf('/') < 0, glob.endsWith("*"));
        }

        /** A pattern whose last star can stand for nothing can also stand for whatever follows. */
        boolean matchesAllBelow(String folder) {
            return isOpenEnded && pattern.matcher(folder).matches();
        }

        boolean matches(String name) {
            return pattern.matcher(name).matches()
                    || (alsoLastPart
                            && pattern.matcher(name.substring(name.lastIndexOf('/') + 1))
                                    .matches());
        }

        private static String toRegex(String glob) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < glob.length(); i++) {
                char c = glob.charAt(i);
                int close = c == '[' ? endOfSet(glob, i) : -1;
                if (close > 0) {
                    regex.append(setToRegex(glob.substring(i + 1, close)));
                    i = close;
                } else if (c == '*') {
                    // A run of stars means the same as one and would only make the match slow.
                    if (regex.length() < 2
                            || !regex.substring(regex.length() - 2).equals(".*")) {
                        regex.append(".*");
                    }
                } else if (c == '?') {
                    regex.append('.');
                } else if (META.indexOf(c) >= 0) {
                    regex.append('\\').append(c);
                } else {
                    // Not quoted one by one: the halves of a character above U+FFFF must stay side by side.
                    regex.append(c);
                }
            }
            return regex.toString();
        }

        /** The index of the bracket that closes a set, or -1 where the opening one stands for itself. */
        private static int endOfSet(String glob, int open) {
            int first = open + 1;
            if (first < glob.length() && (glob.charAt(first) == '!' || glob.charAt(first) == '^')) {
                first++;
            }
            return glob.indexOf(']', first + 1);
        }

        private static String setToRegex(String set) {
            boolean negated = set.startsWith("!") || set.startsWith("^");
            String members = (negated ? set.substring(1) : set).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
            return (negated ? "[^" : "[") + members + "]";
        }
    }
}
