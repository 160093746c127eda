/** Contacts as tables: many of them read and written at once. */
package org.threadless.router.engine.people;
