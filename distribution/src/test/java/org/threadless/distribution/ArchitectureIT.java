package org.threadless.distribution;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, over the classes of all modules. */
class ArchitectureIT {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.threadless");

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
        .whereLayer("plugins")
        .mayOnlyAccessLayers("core", "http")
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
}
