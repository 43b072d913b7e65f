//! Selection of the template for a new workspace. Different organizations may have templates of the same name.

use crate::models::Template;
use crate::url::organization_and_name;

/// The result of a search for a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateMatch {
    /// No template was requested.
    NotAsked,
    /// Exactly one template matches.
    One(Box<Template>),
    /// Templates of several organizations have this name, so that the user has to choose.
    Several(String),
    /// No template with this name exists, or the user may not see or use it.
    Missing(String),
}

/// Finds a template by its id, else by its name, which may have an organization as its prefix: `acme/docker`.
pub fn find(templates: &[Template], id: Option<&str>, name: Option<&str>) -> TemplateMatch {
    if let Some(id) = id {
        let found = templates.iter().find(|template| template.id == id);
        let missing = || TemplateMatch::Missing(name.unwrap_or(id).to_owned());
        return found.map_or_else(missing, |template| TemplateMatch::One(Box::new(template.clone())));
    }
    let Some(reference) = name else { return TemplateMatch::NotAsked };
    let (organization, name) = organization_and_name(reference);
    let fits = |template: &&Template| {
        template.name.eq_ignore_ascii_case(name)
            && organization
                .is_none_or(|organization| template.organization_name.eq_ignore_ascii_case(organization))
    };
    let mut fitting = templates.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(template), None) => TemplateMatch::One(Box::new(template.clone())),
        (Some(_), Some(_)) => TemplateMatch::Several(name.to_owned()),
        (None, _) => TemplateMatch::Missing(reference.to_owned()),
    }
}

/// Whether the templates belong to more than one organization, so that each must be shown with its organization.
pub fn has_several_organizations(templates: &[Template]) -> bool {
    templates.iter().any(|template| template.organization_id != templates[0].organization_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(id: &str, organization: &str, name: &str) -> Template {
        Template {
            id: id.into(),
            name: name.into(),
            organization_id: format!("id of {organization}"),
            organization_name: organization.into(),
            ..Template::default()
        }
    }

    fn two() -> Vec<Template> {
        vec![template("1", "coder", "docker"), template("2", "acme", "docker"), template("3", "acme", "gpu")]
    }

    fn id_of(found: TemplateMatch) -> Option<String> {
        match found {
            TemplateMatch::One(template) => Some(template.id),
            _ => None,
        }
    }

    #[test]
    fn a_name_that_two_organizations_have_is_asked_for() {
        assert_eq!(find(&two(), None, Some("docker")), TemplateMatch::Several("docker".into()));
        assert_eq!(id_of(find(&two()[..1], None, Some("Docker"))).as_deref(), Some("1"));
        assert_eq!(id_of(find(&two(), None, Some("gpu"))).as_deref(), Some("3"));
    }

    #[test]
    fn a_name_may_say_its_organization() {
        assert_eq!(id_of(find(&two(), None, Some("acme/docker"))).as_deref(), Some("2"));
        assert_eq!(id_of(find(&two(), None, Some("Coder/docker"))).as_deref(), Some("1"));
        assert_eq!(find(&two(), None, Some("coder/gpu")), TemplateMatch::Missing("coder/gpu".into()));
    }

    #[test]
    fn an_id_names_one_template_alone() {
        assert_eq!(id_of(find(&two(), Some("2"), Some("docker"))).as_deref(), Some("2"));
        assert_eq!(find(&two(), Some("9"), Some("old")), TemplateMatch::Missing("old".into()));
        assert_eq!(find(&two(), Some("9"), None), TemplateMatch::Missing("9".into()));
        assert_eq!(find(&two(), None, None), TemplateMatch::NotAsked);
    }

    #[test]
    fn organizations_are_shown_where_there_are_several() {
        assert!(has_several_organizations(&two()));
        assert!(!has_several_organizations(&two()[1..]));
        assert!(!has_several_organizations(&[]));
    }
}
