import {
  SourcePosition,
  TerraformFinding,
} from '@connectly/plugin-terraform-common';
import {
  defaultHclLimits,
  ParsedBlock,
  ParsedBody,
  HclLimits,
  HclProblem,
  parseHcl,
  parseHclJson,
} from '../hcl';

/** Bounds on one directory of files that nobody vouches for. @public */
export interface ReadTerraformOptions {
  /** Bounds on each file. */
  limits?: HclLimits;
  /** Most files that are read; more than this is a finding and the rest is left out. */
  fileLimit?: number;
}

/** A block with the place where it stands. */
export interface Declaration extends ParsedBlock {
  position: SourcePosition;
  /** From a file whose blocks change others instead of declaring new ones. */
  override: boolean;
}

/** The blocks of a directory's files in the order in which Terraform reads them: overrides come last. */
export interface Declarations {
  blocks(type: string, labelCount: number): Declaration[];
  findings: TerraformFinding[];
}

const defaultFileLimit = 500;

/** Reads the files of one directory that Terraform would read. */
export function readDeclarations(
  files: Record<string, string>,
  options?: ReadTerraformOptions,
): Declarations {
  const limits = options?.limits ?? defaultHclLimits;
  const fileLimit = options?.fileLimit ?? defaultFileLimit;
  const findings: TerraformFinding[] = [];
  const bodies: { file: string; override: boolean; body: ParsedBody }[] = [];

  const names = Object.keys(files).filter(isTerraformFile).sort();
  for (const file of names.slice(fileLimit)) {
    findings.push({
      severity: 'error',
      code: 'PLT-207',
      message: `More than ${fileLimit} files; this one is left unread.`,
      position: { file, line: 1 },
    });
  }
  for (const file of names.slice(0, fileLimit)) {
    const parse = file.endsWith('.json') ? parseHclJson : parseHcl;
    const { body, problems } = parse(files[file], { limits });
    findings.push(...problems.map(problem => toFinding(problem, file)));
    bodies.push({ file, override: isOverride(file), body });
  }
  bodies.sort((left, right) => Number(left.override) - Number(right.override));

  return {
    findings,
    blocks(type, labelCount) {
      const declarations: Declaration[] = [];
      for (const { file, override, body } of bodies) {
        for (const block of body.blocks(type, labelCount)) {
          const position = { file, line: block.line };
          if (block.labels.length === labelCount) {
            declarations.push({ ...block, position, override });
          } else {
            const message = `A "${type}" block needs ${labelCount} label(s), this one has ${block.labels.length}.`;
            findings.push({
              severity: 'error',
              code: 'PLT-201',
              message,
              position,
            });
          }
        }
      }
      return declarations;
    },
  };
}

/** True for the files that Terraform reads in a directory: not hidden, not left behind by an editor. */
export function isTerraformFile(path: string): boolean {
  const ignored =
    path.startsWith('.') ||
    path.endsWith('~') ||
    (path.startsWith('#') && path.endsWith('#'));
  return !ignored && !path.includes('/') && /\.tf(\.json)?$/.test(path);
}

function isOverride(file: string): boolean {
  return /^(.*_)?override\.tf(\.json)?$/.test(file);
}

function toFinding(problem: HclProblem, file: string): TerraformFinding {
  return {
    severity: 'error',
    code: problem.limit ? 'PLT-207' : 'PLT-201',
    message: problem.message,
    position: { file, line: problem.line },
  };
}
