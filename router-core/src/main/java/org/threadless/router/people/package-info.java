/** Who is behind the connections, and who gets a message together. For apps. */
package org.threadless.router.people;
