import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Lifts the classes of a jar that are of Java 5 or older to the form of Java 8, so that a class-data archive takes them: it
 * takes only what says by itself how it is verified. Nothing else is changed, and the jar says what was.
 *
 * <p>Usage: {@code java -cp ASM.jar:IN.jar LiftedJar.java IN.jar OUT.jar}. The classes must be on the class path, since types
 * are compared where branches of a method meet.
 */
final class LiftedJar {
    private static final int OLDEST_TAKEN = Opcodes.V1_6;
    private static final int MAJOR_VERSION = 6;
    private static final String NOTICE = "META-INF/NOTICE.txt";

    private LiftedJar() {}

    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        Files.createDirectories(to.toAbsolutePath().getParent());
        try (JarFile in = new JarFile(from.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            ZipEntry first = in.entries().nextElement();
            for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                try (InputStream content = in.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    write(out, entry.getName(), entry, isOld(entry, bytes) ? lifted(bytes) : bytes);
                }
            }
            String notice =
                    "The class files of " + from.getFileName() + " that were older than Java 6 have been brought to the"
                            + " class-file\nformat of Java 8, with stack maps, by the build of label-verifier. They are otherwise"
                            + " unchanged.\n";
            write(out, NOTICE, first, notice.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isOld(JarEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class")
                && ((bytes[MAJOR_VERSION] & 0xFF) << 8 | bytes[MAJOR_VERSION + 1] & 0xFF) < OLDEST_TAKEN;
    }

    private static byte[] lifted(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        ClassVisitor lifting = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String base, String[] types) {
                super.visit(Opcodes.V1_8, access, name, signature, base, types);
            }
        };
        reader.accept(lifting, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** The same jar for the same input, wherever and whenever it is built. */
    private static void write(JarOutputStream out, String name, ZipEntry like, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(like.getTimeLocal());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
