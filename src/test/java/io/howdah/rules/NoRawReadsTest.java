package io.howdah.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Decoders read bytes of the network through checked methods only: ByteCursor for structured values, the exact methods
 * of Bytes for values of one size. An unchecked read of a length somebody else chose is an
 * ArrayIndexOutOfBoundsException at best.
 */
class NoRawReadsTest {
    private static final Set<String> DECODERS =
            Set.of("io.howdah.internal.type", "io.howdah.internal.wire", "io.howdah.internal.auth");

    /** Classes that may read unchecked, because they check the whole before they read a part. */
    private static final Map<String, String> CHECKED_BEFORE = Map.of(
            "BackendReader.java", "compares every message length with its window",
            "NumericCodec.java", "compares the number of digits with the length of the value, once per value",
            "ProvidedCodec.java", "gives an application's codec a buffer that ends where the value does");

    private static final List<Pattern> RAW_READS = List.of(
            Pattern.compile("\\bBytes\\.get\\w+\\("),
            Pattern.compile("import static io\\.howdah\\.internal\\.util\\.Bytes\\.(get|\\*)"),
            Pattern.compile("\\bByteBuffer\\b"),
            Pattern.compile("\\bVarHandle\\b"),
            Pattern.compile("\\bDataInput(Stream)?\\b"),
            Pattern.compile("&\\s*0x[fF]{2}L?\\s*\\)\\s*<<"),
            Pattern.compile("\\]\\s*<<\\s*(8|16|24|32|40|48|56)\\b"));

    @Test
    void decodersReadThroughCheckedMethods() {
        List<String> places = new ArrayList<>();
        for (SourceFile file : SourceFile.main()) {
            if (DECODERS.contains(file.packageName())
                    && !CHECKED_BEFORE.containsKey(file.path().getFileName().toString())) {
                places.addAll(rawReads(file));
            }
        }
        assertEquals(
                List.of(),
                places,
                () -> "use ByteCursor, or Bytes.exactInt and its like, which check the length:\n"
                        + String.join("\n", places));
    }

    @Test
    void rawReadsAreRecognised() {
        SourceFile file = SourceFile.of("io.howdah.internal.type", """
                int a = Bytes.getInt(b, 4);
                int c = (b[0] & 0xff) << 8 | b[1] & 0xff;
                int d = b[0] << 24;
                ByteBuffer e = ByteBuffer.wrap(b);
                // Bytes.getInt(b, 4)
                int fine = Bytes.exactInt(b, 4, length);
                """);
        assertEquals(5, rawReads(file).size(), () -> rawReads(file).toString());
    }

    private static List<String> rawReads(SourceFile file) {
        List<String> places = new ArrayList<>();
        RAW_READS.forEach(pattern -> places.addAll(file.find(pattern)));
        return places;
    }
}
