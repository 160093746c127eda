/** What differs between H2 and PostgreSQL. */
package org.threadless.storage.dialect;
