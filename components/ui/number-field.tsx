"use client";

import {
  NumberField as AriaNumberField,
  FieldError,
  Input,
  Label,
  type NumberFieldProps,
  Text,
} from "react-aria-components";

interface Props extends Omit<NumberFieldProps, "children" | "className" | "style"> {
  label: string;
  hint?: string;
  errorMessage?: string;
}

/** A labelled whole number with its unit (`formatOptions`) in the box. */
export function NumberField({ label, hint, errorMessage, ...props }: Props) {
  return (
    <AriaNumberField {...props} className="flex flex-col gap-1.5">
      <Label className="text-sm font-semibold">{label}</Label>
      <Input className="min-h-9 w-full max-w-60 rounded-control border border-line-strong bg-surface px-3 text-base text-ink outline-none read-only:border-line read-only:bg-sunken data-focused:border-accent data-focused:ring-2 data-focused:ring-accent-soft data-invalid:border-critical" />
      {hint && (
        <Text slot="description" className="text-xs text-muted">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-critical-text">{errorMessage}</FieldError>
    </AriaNumberField>
  );
}
