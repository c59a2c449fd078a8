package io.github.labelverifier.ui.terminal;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal can do beyond text, as far as the environment tells: links (OSC 8), and images by the protocol of iTerm2
 * or of kitty. Without a word from the terminal, it can do nothing.
 */
public final class TerminalGraphics {
    private static final String ESCAPE = "\u001b";
    private static final String END = ESCAPE + "\\";
    private static final int KITTY_CHUNK = 4096;
    private static final int COLUMNS = 40;

    /** The first version of VTE, the terminal of GNOME, that has links. */
    private static final int VTE_WITH_LINKS = 5000;

    private static final Set<String> PROGRAMS_WITH_LINKS =
            Set.of("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal");

    private static final Set<String> PROGRAMS_WITH_ITERM_IMAGES = Set.of("iTerm.app", "WezTerm", "rio", "WarpTerminal");

    private enum Images {
        NONE,
        ITERM,
        KITTY
    }

    private final boolean links;
    private final Images images;

    /**
     * The abilities of a terminal.
     *
     * @param isTerminal whether it is one at all
     */
    public TerminalGraphics(Map<String, String> environment, boolean isTerminal) {
        String term = environment.getOrDefault("TERM", "dumb");
        // A multiplexer between program and terminal takes away what it does not know.
        boolean direct = isTerminal && !term.equals("dumb") && !term.startsWith("screen") && !term.startsWith("tmux");
        String program = environment.getOrDefault("TERM_PROGRAM", "");
        links = isTerminal
                && !"0".equals(environment.get("FORCE_HYPERLINK"))
                && (environment.containsKey("FORCE_HYPERLINK") || (direct && hasLinks(environment, term, program)));
        images = direct ? images(environment, term, program) : Images.NONE;
    }

    private static boolean hasLinks(Map<String, String> environment, String term, String program) {
        return PROGRAMS_WITH_LINKS.contains(program)
                || environment.containsKey("KITTY_WINDOW_ID")
                || environment.containsKey("WT_SESSION")
                || environment.containsKey("KONSOLE_VERSION")
                || environment.containsKey("DOMTERM")
                || term.startsWith("xterm-kitty")
                || term.startsWith("xterm-ghostty")
                || term.startsWith("alacritty")
                || term.startsWith("foot")
                || number(environment.get("VTE_VERSION")) >= VTE_WITH_LINKS;
    }

    private static Images images(Map<String, String> environment, String term, String program) {
        if (environment.containsKey("KITTY_WINDOW_ID")
                || term.startsWith("xterm-kitty")
                || term.startsWith("xterm-ghostty")
                || program.equals("ghostty")) {
            return Images.KITTY;
        }
        return PROGRAMS_WITH_ITERM_IMAGES.contains(program) || "iTerm2".equals(environment.get("LC_TERMINAL"))
                ? Images.ITERM
                : Images.NONE;
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public boolean hasLinks() {
        return links;
    }

    public boolean hasImages() {
        return images != Images.NONE;
    }

    /** A text that leads to an address. */
    public static String link(URI address, String text) {
        // Whatever is not ASCII, or could end the sequence, is encoded in the URI.
        return ESCAPE + "]8;;" + address.toASCIIString() + END + text + ESCAPE + "]8;;" + END;
    }

    /** The sequence that shows a PNG. */
    public String image(byte[] png) {
        String data = Base64.getEncoder().encodeToString(png);
        return images == Images.KITTY ? kitty(data) : iterm(data, png.length);
    }

    private static String iterm(String data, int bytes) {
        return ESCAPE + "]1337;File=inline=1;size=" + bytes + ";width=" + COLUMNS + ";preserveAspectRatio=1:" + data
                + "\u0007";
    }

    private static String kitty(String data) {
        StringBuilder sequence = new StringBuilder();
        for (int start = 0; start < data.length(); start += KITTY_CHUNK) {
            int end = Math.min(data.length(), start + KITTY_CHUNK);
            sequence.append(ESCAPE)
                    .append("_G")
                    .append(start == 0 ? "a=T,f=100,c=" + COLUMNS + "," : "")
                    .append("q=2,m=")
                    .append(end < data.length() ? 1 : 0)
                    .append(';')
                    .append(data, start, end)
                    .append(END);
        }
        return sequence.toString();
    }
}
