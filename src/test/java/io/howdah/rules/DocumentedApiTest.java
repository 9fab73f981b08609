package io.howdah.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Everything an exported package offers says what it is: each public or protected type, method and field has a comment. */
class DocumentedApiTest {
    private static final Set<String> EXPORTED =
            Set.of("io.howdah", "io.howdah.api", "io.howdah.types", "io.howdah.spi", "io.howdah.replication");

    @Test
    void everyPublicMemberHasAComment() throws IOException {
        List<Path> files = SourceFile.main().stream()
                .filter(file -> EXPORTED.contains(file.packageName()))
                .map(SourceFile::path)
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Uncommented(docs, bare).scan(unit, null);
            }
        }
        assertEquals(List.of(), bare, () -> "without a comment:\n" + String.join("\n", bare));
    }

    /** Collects the members without a comment; parses only, so overriding is told by the annotation. */
    private static final class Uncommented extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> bare;

        Uncommented(DocTrees docs, List<String> bare) {
            this.docs = docs;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            check(type.getSimpleName().toString());
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean noArgumentConstructor =
                    method.getReturnType() == null && method.getParameters().isEmpty();
            boolean exempt = overrides || noArgumentConstructor || isCompact(method) || isBeanAccessor(method);
            if (isVisible(method.getModifiers()) && !exempt) {
                check(method.getName() + "()");
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void unused) {
            boolean component = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
            if (isVisible(field.getModifiers()) && !component && !describesItself(field)) {
                check(field.getName().toString());
            }
            return null;
        }

        /** An enum constant with arguments: a table row, whose text is among them. */
        private static boolean describesItself(VariableTree field) {
            return field.getInitializer() instanceof NewClassTree constant
                    && !constant.getArguments().isEmpty()
                    && constant.getIdentifier()
                            .toString()
                            .equals(field.getType().toString());
        }

        /** A getter or setter of a data source that only names a Property, whose description says it all. */
        private static boolean isBeanAccessor(MethodTree method) {
            return method.getName().toString().matches("(get|set|is)[A-Z].*")
                    && method.getBody() != null
                    && method.getBody().getStatements().size() == 1
                    && method.getBody().toString().contains("config.");
        }

        /** The constructor of a record is described by the record's comment. */
        private boolean isCompact(MethodTree method) {
            return method.getReturnType() == null
                    && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            TreePath parent = getCurrentPath().getParentPath();
            boolean inInterface = parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (inInterface && !flags.contains(Modifier.PRIVATE));
        }

        private void check(String name) {
            if (docs.getDocComment(getCurrentPath()) == null) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long position = docs.getSourcePositions()
                        .getStartPosition(unit, getCurrentPath().getLeaf());
                bare.add(Path.of(unit.getSourceFile().getName()) + ":"
                        + unit.getLineMap().getLineNumber(position) + ": " + name);
            }
        }
    }
}
