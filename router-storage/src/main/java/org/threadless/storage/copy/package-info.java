/** All rows of one database in another one, be these H2 or PostgreSQL. */
package org.threadless.storage.copy;
