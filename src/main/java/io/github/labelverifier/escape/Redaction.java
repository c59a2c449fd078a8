package io.github.labelverifier.escape;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Takes out of foreign text what nobody may read on a screen or in a report: passwords in URLs, secret keys, session tokens.
 * Of these, no more is shown if the text is cut off or malformed.
 */
public final class Redaction {
    private static final String MASK = "***";

    /** As far as the last {@code @} of a host's part. */
    private static final Pattern USER = Pattern.compile("(//)[^/\\s]*@");

    private static final Pattern NAMED = Pattern.compile(
            "((?:secret|session|security)[-_ ]?(?:access[-_ ]?)?(?:key|token)|password)([\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',}&]+",
            Pattern.CASE_INSENSITIVE);

    /** What a parser quotes of a text that it does not understand. */
    private static final Pattern QUOTED = Pattern.compile(
            "(\\b(?:token|text|string|value|version|character)\\b:?\\s*\\(?)(?:'[^']*'?|\"[^\"]*\"?)",
            Pattern.CASE_INSENSITIVE);

    /** What may be a key: long, of small and capital letters and digits. */
    private static final Pattern KEY_LIKE =
            Pattern.compile("(?=[A-Za-z/+]*\\d)(?=[A-Z0-9/+]*[a-z])(?=[a-z0-9/+]*[A-Z])[A-Za-z0-9/+]{16,}=*");

    private Redaction() {}

    /** A text of a service or a library without what is known to be secret in it. */
    public static String of(String text) {
        return NAMED.matcher(USER.matcher(text).replaceAll("$1" + MASK + "@")).replaceAll("$1$2" + MASK);
    }

    /** A text from where credentials come from, without anything that might be one. */
    public static String ofCredentials(String text) {
        String known = QUOTED.matcher(of(text)).replaceAll("$1" + MASK);
        return KEY_LIKE.matcher(known).replaceAll(MASK);
    }

    /** What somebody wrote in the place of a URL, without what may be a password, however it is spelled. */
    public static String ofUrl(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : MASK + text.substring(at);
    }

    /** The URL without user and password, which no request to AWS carries. */
    public static URI withoutUser(URI uri) {
        return uri.getRawUserInfo() == null
                ? uri
                : URI.create(uri.toString().replace("//" + uri.getRawUserInfo() + "@", "//"));
    }
}
