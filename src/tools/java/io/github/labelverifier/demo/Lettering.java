package io.github.labelverifier.demo;

import java.awt.Color;
import java.util.Map;
import java.util.Objects;

/** Capitals drawn with a round pen, so that no font of the machine is needed. */
final class Lettering {
    private static final double ADVANCE = 14;

    /** Each letter on a field 10 wide and 14 high. */
    private static final Map<Character, String> STROKES = Map.ofEntries(
            Map.entry('A', "M 0 14 L 5 0 L 10 14 M 2 9 L 8 9"),
            Map.entry('B', "M 0 14 L 0 0 L 5 0 C 10 0 10 7 5 7 L 0 7 M 5 7 C 11 7 11 14 5 14 L 0 14"),
            Map.entry('C', "M 10 2.5 C 6 -2 0 0 0 7 C 0 14 6 16 10 11.5"),
            Map.entry('D', "M 0 0 L 0 14 L 4 14 C 12 14 12 0 4 0 Z"),
            Map.entry('E', "M 9 0 L 0 0 L 0 14 L 9 14 M 0 7 L 7 7"),
            Map.entry('F', "M 9 0 L 0 0 L 0 14 M 0 7 L 7 7"),
            Map.entry('G', "M 10 2.5 C 6 -2 0 0 0 7 C 0 14 6 16 10 11.5 L 10 8 L 6 8"),
            Map.entry('H', "M 0 0 L 0 14 M 10 0 L 10 14 M 0 7 L 10 7"),
            Map.entry('I', "M 5 0 L 5 14"),
            Map.entry('L', "M 0 0 L 0 14 L 9 14"),
            Map.entry('M', "M 0 14 L 0 0 L 5 8 L 10 0 L 10 14"),
            Map.entry('N', "M 0 14 L 0 0 L 10 14 L 10 0"),
            Map.entry('O', "M 5 0 C -2 0 -2 14 5 14 C 12 14 12 0 5 0 Z"),
            Map.entry('R', "M 0 14 L 0 0 L 5 0 C 11 0 11 7.5 5 7.5 L 0 7.5 M 5 7.5 L 10 14"),
            Map.entry('S', "M 9.5 2 C 6 -2 0 0 0 3.5 C 0 8 10 6 10 10.5 C 10 14.5 3 16 0 12"),
            Map.entry('T', "M 0 0 L 10 0 M 5 0 L 5 14"),
            Map.entry('W', "M 0 0 L 2.5 14 L 5 5 L 7.5 14 L 10 0"),
            Map.entry('Y', "M 0 0 L 5 7 L 10 0 M 5 7 L 5 14"),
            Map.entry('!', "M 5 0 L 5 9.5 M 5 13.6 L 5 14"),
            Map.entry(' ', "M 0 0"));

    private Lettering() {}

    /** Writes a line centred on x, its capitals of the given height standing on the base line. */
    static void write(Canvas canvas, String text, double x, double base, double tall, double thickness, String hex) {
        double scale = tall / 14;
        double length = (text.length() * ADVANCE - (ADVANCE - 10)) * scale;
        Color color = Canvas.color(hex);
        for (int i = 0; i < text.length(); i++) {
            String strokes = Objects.requireNonNull(STROKES.get(text.charAt(i)), "no such letter");
            canvas.at(
                    x - length / 2 + i * ADVANCE * scale,
                    base - tall,
                    scale,
                    scale,
                    () -> canvas.line(Shapes.path(strokes), thickness / scale, color));
        }
    }
}
