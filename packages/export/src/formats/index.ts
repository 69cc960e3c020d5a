import type { ExportFormat } from './format';
import { keras } from './keras';
import { onnx } from './onnx';
import { tfjs } from './tfjs';

export const EXPORT_FORMATS = { onnx, keras, tfjs } as const satisfies Record<string, ExportFormat>;
export type ExportFormatName = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormatName[];
