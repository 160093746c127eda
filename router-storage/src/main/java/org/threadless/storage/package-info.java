/** The database: opening, closing and settings. */
package org.threadless.storage;
