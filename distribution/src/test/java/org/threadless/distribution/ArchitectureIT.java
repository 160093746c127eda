package org.threadless.distribution;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, over the classes of all modules. */
class ArchitectureIT {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.threadless");

  // Of all modules, tests too; what the archetypes make is somebody else's.
  private static final Pattern CLASS =
      Pattern.compile(
          "(?!.*/archetype-resources/).*src/(main|test)/java/.*/(?!package-info)\\w+\\.java");

  @Test
  void arrowsOnlyPointInwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("org.threadless.router..")
        .layer("storage")
        .definedBy("org.threadless.storage..")
        .layer("http")
        .definedBy("org.threadless.http..")
        .layer("web")
        .definedBy("org.threadless.web..")
        .layer("server")
        .definedBy("org.threadless.server..")
        .layer("plugins")
        .definedBy("org.threadless.app..", "org.threadless.backend..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("storage")
        .mayOnlyAccessLayers("core")
        .whereLayer("http")
        .mayOnlyAccessLayers("core")
        .whereLayer("web")
        .mayOnlyAccessLayers("core", "http")
        .whereLayer("plugins")
        .mayOnlyAccessLayers("core", "http", "web")
        .whereLayer("server")
        .mayOnlyAccessLayers("core", "storage", "http")
        .check(CLASSES);
  }

  @Test
  void pluginsKnowNothingOfOneAnother() {
    slices()
        .matching("org.threadless.(app|backend).(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("org.threadless.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noTwoClassesHaveOneName() throws IOException {
    try (Stream<Path> files = Files.walk(Checkout.file(""))) {
      Map<String, List<String>> byName =
          files
              .map(file -> Checkout.file("").relativize(file).toString())
              .filter(file -> CLASS.matcher(file).matches())
              .collect(Collectors.groupingBy(file -> file.substring(file.lastIndexOf('/') + 1)));

      assertThat(byName).as("what was looked through").hasSizeGreaterThan(300);
      assertThat(byName).allSatisfy((name, places) -> assertThat(places).hasSize(1));
    }
  }
}
