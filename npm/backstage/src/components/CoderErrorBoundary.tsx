import { errorApiRef, useApi, type ErrorApi } from '@backstage/core-plugin-api';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from '../hooks/useTranslation';

interface Props {
  children?: ReactNode;
  /** Replacement for content that failed. */
  fallbackUi?: ReactNode;
}

/** Catches errors of its children and posts them to Backstage's error API. */
export function CoderErrorBoundary(props: Props) {
  const errorApi = useApi(errorApiRef);
  const t = useTranslation();
  return <Boundary {...props} fallbackUi={props.fallbackUi ?? <p>{t('boundary.failed')}</p>} errorApi={errorApi} />;
}

class Boundary extends Component<Props & { errorApi: ErrorApi }, { failed: boolean }> {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  componentDidCatch(error: Error, { componentStack }: ErrorInfo) {
    const copy = Object.assign(new Error(error.message), { name: error.name });
    copy.stack = `${error.stack}\n\nReact Component stack:${componentStack}`;
    this.props.errorApi.post(copy, { hidden: false });
  }

  render() {
    return this.state.failed ? this.props.fallbackUi : this.props.children;
  }
}
