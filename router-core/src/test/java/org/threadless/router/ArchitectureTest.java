package org.threadless.router;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.threadless");

  @Test
  void packagesFormNoCycles() {
    slices().matching("org.threadless.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCoreKnowsNoJettyMyBatisOrSql() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.eclipse.jetty..", "org.apache.ibatis..", "java.sql..", "javax.sql..")
        .check(CLASSES);
  }

  @Test
  void whatPluginsSeeKnowsNoEngine() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("org.threadless.router.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.threadless.router.engine..")
        .check(CLASSES);
  }
}
