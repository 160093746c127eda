package org.threadless.backend.httptester;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The compiled templates of {@code src/main/jte}, which escape by context. Safe for any thread. */
final class Templates {

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Templates.class.getClassLoader(),
          Templates.class.getPackageName() + ".templates");

  /**
   * Renders a template.
   *
   * @param name of the file, without {@code .jte}
   * @param model its one parameter
   */
  String render(String name, Record model) {
    StringOutput output = new StringOutput();
    engine.render(name + ".jte", model, output);
    return output.toString();
  }
}
