package org.threadless.web.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * The compiled templates of a module's {@code src/main/jte}, which escape by context. Safe for any
 * thread.
 */
public final class Templates {

  private final TemplateEngine engine;

  /**
   * Finds the templates that are compiled into the package {@code templates} below that of a class.
   *
   * @param owner that class
   */
  public Templates(Class<?> owner) {
    engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, owner.getClassLoader(), owner.getPackageName() + ".templates");
  }

  /**
   * Renders a template as a whole answer, or a piece of one.
   *
   * @param name of the file, without {@code .jte}
   * @param model its one parameter
   */
  public String render(String name, Record model) {
    StringOutput output = new StringOutput();
    engine.render(name + ".jte", model, output);
    return output.toString();
  }

  /**
   * Returns a template as a part of another, which may be another module's: the body of a {@link
   * Shell}. It is rendered where that is.
   *
   * @param name of the file, without {@code .jte}
   * @param model its one parameter
   */
  public Content content(String name, Record model) {
    return output -> engine.render(name + ".jte", model, output);
  }
}
