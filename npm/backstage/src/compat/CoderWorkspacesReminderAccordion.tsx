import { CardPart, booleanAttribute } from './CardPart';

/** Props of {@link CoderWorkspacesReminderAccordion}. */
export interface CoderWorkspacesReminderAccordionProps {
  canShowEntityReminder?: boolean;
  canShowTemplateNameReminder?: boolean;
}

/** Limitations of the card's configuration, with their remedies. */
export function CoderWorkspacesReminderAccordion(props: CoderWorkspacesReminderAccordionProps) {
  const { canShowEntityReminder = true, canShowTemplateNameReminder = true } = props;
  return (
    <CardPart
      key={`${canShowEntityReminder} ${canShowTemplateNameReminder}`}
      name="reminders"
      attributes={{
        'without-entity-reminder': booleanAttribute(!canShowEntityReminder),
        'without-template-reminder': booleanAttribute(!canShowTemplateNameReminder),
      }}
    />
  );
}
