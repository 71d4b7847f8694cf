import type { ProblemCode } from '../../shared/problem';
import { AppError } from '../problems/app-error';

/** What the system says of a full or broken disk without naming the file (errno.h). */
const diskCodes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS'];

/** Whatever electron-updater throws while it looks for a version or fetches one. */
export function updateFailure(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError(codeOf(cause), { cause });
}

function codeOf(cause: unknown): ProblemCode {
  if (cause instanceof TypeError || cause instanceof RangeError) return 'internal';
  const { code = '', path } = (cause instanceof Error ? cause : {}) as NodeJS.ErrnoException;
  if (path !== undefined || diskCodes.includes(code)) return 'update-not-saved';
  // The file is not the one that was signed, or Windows knows another publisher.
  if (code === 'ERR_CHECKSUM_MISMATCH' || code.startsWith('ERR_UPDATER_')) return 'update-refused';
  return 'update-unreachable';
}
