package io.github.labelverifier.job;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ends. The order is that of precedence: where several apply, the first one tells. */
public enum ExitCode {
    /** Interrupted by SIGINT. */
    INTERRUPTED(130, "interrupted: the report is left readable and unfinished"),
    /** Ended by SIGTERM. */
    TERMINATED(143, "terminated: likewise"),
    /** Nobody reads standard output any more. */
    OUTPUT_CLOSED(141, "the reader of standard output went away: nothing was removed after that"),
    /** The job could not go on. */
    ERROR(1, "could not go on: no credentials, no such bucket, nothing found, exemplar unreadable, disk full"),
    /** A safety limit. */
    REFUSED(5, "a safety limit: --max-flagged, --max-calls, an unfinished or foreign report"),
    /** The answer to the question was not yes. */
    NOT_CONFIRMED(4, "flagged images were kept, or nothing was paid, because the answer was not yes"),
    /** The job is done, but not for every image. */
    INCOMPLETE(3, "finished, but some images could not be checked or removed"),
    /** Flagged images remain, and the caller wants to know. */
    FLAGGED(10, "with --fail-on-flagged: flagged images remain"),
    /** Wrong options or arguments; never one of several. */
    USAGE(2, "wrong options or arguments; nothing was paid"),
    /** The job is done. */
    OK(0, "the job is done; in a dry run also with flagged images");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** The one with this number. */
    public static ExitCode of(int code) {
        return java.util.Arrays.stream(values())
                .filter(one -> one.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exit code: " + code));
    }

    /** The one of several that is told. */
    public static ExitCode first(Collection<ExitCode> codes) {
        return codes.stream().min(ExitCode::compareTo).orElse(OK);
    }

    /** All codes and their meanings for the help, by number. */
    public static Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        java.util.Arrays.stream(values())
                .sorted(java.util.Comparator.comparingInt(ExitCode::code))
                .forEach(code -> descriptions.put(String.valueOf(code.code), code.meaning));
        return descriptions;
    }
}
