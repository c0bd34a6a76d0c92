"use client";

import type { InputHTMLAttributes, Ref } from "react";
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from "react-aria-components";
import { classNames } from "./class-names";

interface Props extends Omit<TextFieldProps, "children" | "className" | "style"> {
  label: string;
  hint?: string;
  errorMessage?: string;
  multiline?: boolean;
  touch?: boolean;
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  placeholder?: string;
  /** The line itself, to put the focus into it. */
  inputRef?: Ref<HTMLInputElement>;
}

/** A labelled line (or box) of text. */
export function TextField({
  label,
  hint,
  errorMessage,
  multiline = false,
  touch = false,
  inputMode,
  placeholder,
  inputRef,
  ...props
}: Props) {
  const box = classNames(
    "w-full rounded-control border border-line-strong bg-surface px-3 text-ink placeholder:text-muted",
    "outline-none data-focused:border-accent data-focused:ring-2 data-focused:ring-accent-soft data-invalid:border-critical",
    touch ? "min-h-12 text-[16px]" : "min-h-9 text-base",
  );
  return (
    <AriaTextField {...props} className="flex flex-col gap-1.5">
      <Label className="text-sm font-semibold">{label}</Label>
      {multiline ? (
        <TextArea rows={3} placeholder={placeholder} className={classNames(box, "resize-y py-2")} />
      ) : (
        <Input ref={inputRef} inputMode={inputMode} placeholder={placeholder} className={box} />
      )}
      {hint && (
        <Text slot="description" className="text-xs text-muted">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-critical-text">{errorMessage}</FieldError>
    </AriaTextField>
  );
}
