package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.type.PgType.Form;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of modules that let the driver in, or do not. */
class RecordAccessTest {
    private final CodecContext context = Values.context("UTC");

    /** A module {@code shop} with the record {@code shop.model.Item(int id)}. */
    private static Class<?> record(Path directory, String directive, String modifier) throws Exception {
        Path source = Files.createDirectories(directory.resolve("source/shop/model"));
        Path declaration = directory.resolve("source/module-info.java");
        Path item = source.resolve("Item.java");
        Path classes = directory.resolve("classes");
        Files.writeString(declaration, "module shop { " + directive + " }");
        Files.writeString(item, "package shop.model; " + modifier + " record Item(int id) {}");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), declaration.toString(), item.toString()));
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
        return boot.defineModulesWithOneLoader(configuration, RecordAccessTest.class.getClassLoader())
                .findLoader("shop")
                .loadClass("shop.model.Item");
    }

    private Object read(Class<?> target) throws SQLException {
        PgType type = new PgType(
                90_001,
                "public",
                "item",
                Form.COMPOSITE,
                0,
                0,
                ',',
                CompositeCodec.BINARY,
                List.of(new Field("id", Oids.INT4, -1)),
                true);
        byte[] text = "(7)".getBytes(StandardCharsets.UTF_8);
        return type.codec().decodeAs(text, 0, text.length, Format.TEXT, type, context, target);
    }

    @Test
    void aClosedPackageIsNamedWithWhatToWrite(@TempDir Path directory) throws Exception {
        Class<?> item = record(directory, "", "public");
        SQLException e = assertThrows(SQLException.class, () -> read(item));
        assertEquals("42846", e.getSQLState());
        assertTrue(e.getMessage().contains("shop.model.Item"), e.getMessage());
        assertTrue(e.getMessage().contains("\"opens shop.model to io.howdah\" to module shop"), e.getMessage());
    }

    @Test
    void anExportedPackageLetsPublicRecordsIn(@TempDir Path directory) throws Exception {
        assertEquals(
                "Item[id=7]",
                read(record(directory, "exports shop.model;", "public")).toString());
    }

    @Test
    void anOpenPackageLetsAllRecordsIn(@TempDir Path directory) throws Exception {
        assertEquals(
                "Item[id=7]", read(record(directory, "opens shop.model;", "")).toString());
    }
}
