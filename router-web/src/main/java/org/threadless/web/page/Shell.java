package org.threadless.web.page;

import gg.jte.Content;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole page of the product: what stands around the body that a module has made. {@code web.css}
 * says what there is to make a body of. Nothing of it is markup but the body; all else is escaped.
 *
 * @param title what the page shows; it stands in the window's title, and the body begins with it
 * @param language of the page, as HTML names it: {@code en}
 * @param assets the path of the folder of {@link org.threadless.web.asset.Assets}, with that of the
 *     context before it; no slash at its end
 * @param places the parts of the product, at the top of each page: console, tester
 * @param pages those of the part that this page belongs to, beside it; where there is none, the
 *     page is a single one, such as that to sign in
 * @param visitor who is signed in
 * @param styles style sheets of the module, by their names in the folder
 * @param scripts scripts of the module, by their names in the folder; they run as modules
 * @param body what stands in {@code main}
 */
public record Shell(
    String title,
    String language,
    String assets,
    List<Link> places,
    List<Link> pages,
    Optional<SignedIn> visitor,
    List<String> styles,
    List<String> scripts,
    Content body) {

  private static final Templates TEMPLATES = new Templates(Shell.class);

  /**
   * Somewhere to go.
   *
   * @param label what is read
   * @param href where it leads, percent-encoded
   * @param current whether this page is it, or one below it
   */
  public record Link(String label, String href, boolean current) {}

  /**
   * Who is signed in.
   *
   * @param name as people know it
   * @param role what they may do, in a word; may be empty
   * @param password the path of the page on which they change their password
   * @param signOut the path that signs out what is posted to it
   */
  public record SignedIn(String name, String role, String password, String signOut) {}

  /** Copies the lists. */
  public Shell {
    Objects.requireNonNull(title);
    Objects.requireNonNull(body);
    places = List.copyOf(places);
    pages = List.copyOf(pages);
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
  }

  /** Returns a page in English that leads nowhere and knows nobody. */
  public static Shell of(String title, String assets, Content body) {
    return new Shell(
        title, "en", assets, List.of(), List.of(), Optional.empty(), List.of(), List.of(), body);
  }

  /** Returns this page with links to the parts of the product, and to the pages of its own. */
  public Shell leadingTo(List<Link> places, List<Link> pages) {
    return new Shell(title, language, assets, places, pages, visitor, styles, scripts, body);
  }

  /** Returns this page for somebody who is signed in. */
  public Shell forVisitor(SignedIn visitor) {
    return new Shell(
        title, language, assets, places, pages, Optional.of(visitor), styles, scripts, body);
  }

  /** Returns this page with style sheets and scripts of its module. */
  public Shell with(List<String> styles, List<String> scripts) {
    return new Shell(title, language, assets, places, pages, visitor, styles, scripts, body);
  }

  /** Renders the page. */
  public String html() {
    return TEMPLATES.render("shell", this);
  }
}
