/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-name.h"

/* What headings are called in the rosters of programs, registries and spreadsheets: small letters only, as squash()
 * leaves them: "E-mail 2" is "email". */
static const struct
{
  LnetImportField field;
  const char *label;   /* for people, and the heading of an export */
  const char *words;
} fields[LNET_IMPORT_N_FIELDS] = {
  { LNET_IMPORT_NONE, N_("Left out"), "" },
  { LNET_IMPORT_FIRST, N_("First name"),
    "firstname fname first given givenname givennames legalfirstname legalfirst firstnamelegal forename nombres "
    "primernombre nombredepila nombrelegal" },
  { LNET_IMPORT_LAST, N_("Last name"),
    "lastname lname last surname familyname legallastname legallast lastnamelegal apellido apellidos apellidolegal "
    "primerapellido" },
  { LNET_IMPORT_PREFERRED, N_("Preferred name"),
    "preferredname preferred nickname goesby knownas preferredfirstname calledname badgename nombrepreferido apodo "
    "nombrequeprefiere" },
  { LNET_IMPORT_PRONOUNS, N_("Pronouns"), "pronouns pronoun pronombres pronombre" },
  { LNET_IMPORT_PRONUNCIATION, N_("Pronunciation"), "pronunciation namepronunciation pronunciacion" },
  { LNET_IMPORT_STATUS, N_("Status"), "status memberstatus membershipstatus estatus" },
  { LNET_IMPORT_JOINED, N_("Joined"),
    "joined datejoined joindate joinedon membersince membershipstart enrolled enrolldate enrollmentdate dateenrolled "
    "fechadeingreso fechadeinscripcion fechaingreso ingreso miembrodesde" },
  { LNET_IMPORT_REGION, N_("County or region"),
    "county countyorregion region countyregion homecounty countyofresidence regioncounty parish district condado "
    "region condadooregion zona" },
  { LNET_IMPORT_TOWN, N_("Town"), "town city towncity citytown municipality homecity ciudad pueblo localidad" },
  { LNET_IMPORT_RURALITY, N_("Urban or rural"), "urbanorrural rurality ruralurban urbanrural urbanicity urbanoorural" },
  { LNET_IMPORT_LANGUAGE, N_("Language"),
    "language preferredlanguage primarylanguage homelanguage languagepreference firstlanguage mainlanguage idioma "
    "idiomapreferido lengua idiomaprincipal" },
  { LNET_IMPORT_INTERPRETATION, N_("Needs interpretation"),
    "needsinterpretation interpretation interpreter interpreterneeded interpretationneeded needsinterpreter "
    "necesitainterpretacion interpretacion interprete" },
  { LNET_IMPORT_WISDOM, N_("Wisdom I bring"),
    "wisdomibring wisdom strengths mystrengths strength whatibring fortalezas sabiduria sabiduriaqueaporto" },
  { LNET_IMPORT_WISHES, N_("What I want to think about together"),
    "whatiwanttothinkabouttogether wishes goals interests learninggoals deseos metas intereses" },
  { LNET_IMPORT_ATTRIBUTION, N_("How to be named"),
    "howtobenamed attribution creditas nameasquoted comonombrar atribucion" },
  { LNET_IMPORT_SHARE_EMAIL, N_("Share e-mail"), "shareemail shareemailindirectory compartircorreo" },
  { LNET_IMPORT_SHARE_PHONE, N_("Share phone"), "sharephone sharephoneindirectory compartirtelefono" },
  { LNET_IMPORT_MEDIA_RELEASE, N_("Media release"),
    "mediarelease photorelease mediaconsent photoconsent autorizaciondefotos permisodefotos" },
  { LNET_IMPORT_REGISTRY_STATE, N_("Registry state"), "registrystate stateregistry registryname" },
  { LNET_IMPORT_REGISTRY_ID, N_("Registry ID"),
    "registryid registrynumber registryno registry registrymemberid memberregistryid stateregistryid tappid "
    "gatewaysid gatewaysmemberid pdregistryid numeroderegistro idderegistro idregistro" },
  { LNET_IMPORT_REGISTRY_EMAIL, N_("Registry e-mail"),
    "registryemail registryemailaddress emailinregistry emailonregistry correoderegistro correodelregistro" },
  { LNET_IMPORT_CAREER_LEVEL, N_("Career level"),
    "careerlevel careerlatticelevel careerlattice latticelevel careerpathway nivelprofesional niveldecarrera" },
  { LNET_IMPORT_NOTE, N_("Note"), "note notes comment comments remarks nota notas comentario comentarios observaciones" },
  { LNET_IMPORT_FULL_NAME, N_("Full name"),
    "fullname name membername participant participantname attendee attendeename teachername educatorname coachname "
    "provider providername studentname lastnamefirstname lastfirst namelastfirst firstandlastname nombre nombrecompleto "
    "nombreyapellido nombreyapellidos apellidosynombres participante nombredelparticipante miembro member" },
  { LNET_IMPORT_MEMBER_ID, N_("Member ID"), "memberid idmember" },
  { LNET_IMPORT_EMAIL, N_("E-mail"),
    "email emails emailaddress emailaddresses mail primaryemail workemail personalemail homeemail contactemail "
    "secondaryemail alternateemail otheremail preferredemail correo correoelectronico correos emailpersonal emailtrabajo "
    "correodetrabajo correopersonal direcciondecorreo" },
  { LNET_IMPORT_EMAIL_KIND, N_("E-mail kind"), "emailkind emailtype tipodecorreo" },
  { LNET_IMPORT_PHONE, N_("Phone"),
    "phone phones phonenumber phonenumbers phoneno telephone telephonenumber tel primaryphone contactphone "
    "contactnumber mainphone daytimephone secondaryphone alternatephone otherphone telefono telefonos "
    "numerodetelefono tfno phonea phoneb" },
  { LNET_IMPORT_PHONE_MOBILE, N_("Mobile phone"),
    "mobilephone mobile cell cellphone cellular cellno cellnumber cellphonenumber mobilenumber mobilephonenumber celular "
    "movil telefonocelular telefonomovil phonecell phonemobile cellularphone textnumber" },
  { LNET_IMPORT_PHONE_WORK, N_("Work phone"),
    "workphone businessphone officephone phonework phonebusiness phoneoffice centerphone programphone workphonenumber "
    "worktelephone telefonodeltrabajo telefonodetrabajo telefonotrabajo telefonooficina" },
  { LNET_IMPORT_PHONE_HOME, N_("Home phone"),
    "homephone phonehome homephonenumber hometelephone telefonodecasa telefonocasa telefonoparticular landline" },
  { LNET_IMPORT_PHONE_KIND, N_("Phone kind"), "phonekind phonetype tipodetelefono" },
  { LNET_IMPORT_PREFERRED_CONTACT, N_("Preferred contact"), "preferredcontact contactopreferido" },
  { LNET_IMPORT_OTHER_LANGUAGES, N_("Other languages"),
    "otherlanguages otherlanguage additionallanguages languages languagesspoken secondlanguage secondarylanguage idiomas "
    "otrosidiomas otroidioma idiomasquehabla" },
  { LNET_IMPORT_ROLE, N_("Role"),
    "role roles position title jobtitle job positiontitle roleposition currentrole currentposition primaryrole roletitle "
    "occupation rol funcion puesto cargo papel ocupacion posicion" },
  { LNET_IMPORT_ROLE_STARTS, N_("Role since"),
    "rolesince rolestart rolestarts rolestartdate startdate hiredate datehired positionstart roldesde fechadeinicio "
    "desde since" },
  { LNET_IMPORT_ROLE_ENDS, N_("Role until"),
    "roleuntil roleend roleends roleenddate enddate positionend until rolhasta fechadefin hasta" },
  { LNET_IMPORT_ORGANIZATION, N_("Organization"),
    "organization organisation organizationname org program programname programcenter programcentername centerprogram "
    "center centername centre centrename site sitename school schoolname agency agencyname employer facility "
    "facilityname workplace company companyname childcareprogram childcarecenter earlychildhoodprogram organizacion "
    "nombredelaorganizacion centro programa programacentro escuela agencia empleador lugardetrabajo institucion "
    "guarderia nombredelcentro nombredelprograma" },
  { LNET_IMPORT_SETTING, N_("Setting"),
    "setting programtype typeofprogram facilitytype caretype typeofcare organizationtype centertype sitetype "
    "tipodeprograma tipodecentro entorno" },
  { LNET_IMPORT_ORGANIZATION_ADDRESS, N_("Organization address"),
    "organizationaddress programaddress centeraddress siteaddress workaddress facilityaddress schooladdress "
    "direcciondelcentro direcciondelprograma" },
  { LNET_IMPORT_ORGANIZATION_TOWN, N_("Organization town"),
    "organizationtown organizationcity programcity centercity sitecity workcity facilitycity schoolcity "
    "ciudaddelcentro ciudaddelprograma" },
  { LNET_IMPORT_ORGANIZATION_REGION, N_("Organization county"),
    "organizationcounty organizationregion programcounty centercounty sitecounty workcounty facilitycounty "
    "schoolcounty condadodelcentro condadodelprograma" },
  { LNET_IMPORT_QUALITY_LEVEL, N_("Quality level"),
    "qualitylevel qrislevel qris starlevel stars qualityrating starrating niveldecalidad" },
  { LNET_IMPORT_QUALITY_SINCE, N_("Quality level since"),
    "qualitylevelsince qrisdate qrissince ratingdate niveldecalidaddesde" },
  { LNET_IMPORT_TEXT_OPT_IN, N_("Text messages"),
    "textmessages textoptin textok oktotext textsok textconsent smsoptin smsconsent sms receivetexts textmessageoptin "
    "optintotexts texting cantext mensajesdetexto aceptamensajes aceptamensajesdetexto" },
  { LNET_IMPORT_TEXT_DATE, N_("Text opt-in date"),
    "textoptindate optindate textconsentdate smsoptindate smsconsentdate dateofoptin textmessagesdate consentdate "
    "fechadeconsentimiento fechadeaceptacion" },
  { LNET_IMPORT_TEXT_SOURCE, N_("Text opt-in source"),
    "textoptinsource optinsource textconsentsource smsoptinsource smsconsentsource textmessagessource consentsource "
    "fuentedeconsentimiento origendelconsentimiento" },
  { LNET_IMPORT_TEXT_WORDING, N_("Text opt-in wording"),
    "textoptinwording optinwording consentwording textconsentwording textodelconsentimiento" },
};

/* A heading that says one of these speaks of somebody else, or of something that has no place here. */
static const char *const strangers[] = { "emergency", "emergencia", "supervisor", "fax", "spouse", "child",
                                         "optin", "consent", "billing", "invoice", NULL };

/* Tried last, in this order: what a longer heading speaks of when one of these is in it. */
static const struct
{
  const char *part;
  LnetImportField field;
} parts[] = {
  { "email", LNET_IMPORT_EMAIL },          { "correo", LNET_IMPORT_EMAIL },
  { "cell", LNET_IMPORT_PHONE_MOBILE },    { "mobile", LNET_IMPORT_PHONE_MOBILE },
  { "celular", LNET_IMPORT_PHONE_MOBILE }, { "workphone", LNET_IMPORT_PHONE_WORK },
  { "homephone", LNET_IMPORT_PHONE_HOME }, { "phone", LNET_IMPORT_PHONE },
  { "telefono", LNET_IMPORT_PHONE },       { "firstname", LNET_IMPORT_FIRST },
  { "lastname", LNET_IMPORT_LAST },        { "apellido", LNET_IMPORT_LAST },
  { "county", LNET_IMPORT_REGION },        { "condado", LNET_IMPORT_REGION },
  { "organization", LNET_IMPORT_ORGANIZATION }, { "organizacion", LNET_IMPORT_ORGANIZATION },
  { "programname", LNET_IMPORT_ORGANIZATION },  { "centername", LNET_IMPORT_ORGANIZATION },
  { "schoolname", LNET_IMPORT_ORGANIZATION },   { "registryid", LNET_IMPORT_REGISTRY_ID },
  { "registrynumber", LNET_IMPORT_REGISTRY_ID }, { "pronoun", LNET_IMPORT_PRONOUNS },
};

const char *
lnet_import_field_get_label (LnetImportField field)
{
  g_return_val_if_fail (field < LNET_IMPORT_N_FIELDS, "");
  return g_dgettext (GETTEXT_PACKAGE, fields[field].label);
}

const char *
lnet_import_field_get_heading (LnetImportField field)
{
  g_return_val_if_fail (field < LNET_IMPORT_N_FIELDS, "");
  return fields[field].label;
}

gboolean
lnet_import_field_repeats (LnetImportField field)
{
  return field == LNET_IMPORT_NONE || (field >= LNET_IMPORT_EMAIL && field <= LNET_IMPORT_PHONE_KIND) ||
         (field >= LNET_IMPORT_OTHER_LANGUAGES && field <= LNET_IMPORT_QUALITY_SINCE);
}

/* "E-mail Address #2 *" → "emailaddress". */
static char *
squash (const char *heading)
{
  char *text = lnet_name_fold (heading);
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != ' ' && !g_ascii_isdigit (*from))
      *to++ = *from;
  *to = '\0';
  return text;
}

static gboolean
has_word (const char *words,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (words, word); at != NULL; at = strstr (at + 1, word))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static LnetImportField
find_part (const char *squashed)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (squashed, parts[i].part) != NULL)
      return parts[i].field;
  return LNET_IMPORT_NONE;
}

static LnetImportField
find_word (const char *squashed)
{
  for (guint i = 1; squashed[0] != '\0' && i < LNET_IMPORT_N_FIELDS; i++)
    if (has_word (fields[i].words, squashed))
      return i;
  return LNET_IMPORT_NONE;
}

static gboolean
speaks_of_others (const char *squashed)
{
  for (guint i = 0; strangers[i] != NULL; i++)
    if (strstr (squashed, strangers[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "Center/Program Name", "Start date (mm/dd/yyyy)": the first part that is known. */
static LnetImportField
find_alternative (const char *heading)
{
  g_auto (GStrv) alternatives = g_strsplit_set (heading, "/(),;&|", -1);
  LnetImportField field = LNET_IMPORT_NONE;

  for (guint i = 0; alternatives[i] != NULL && field == LNET_IMPORT_NONE; i++)
    {
      g_autofree char *squashed = squash (alternatives[i]);

      field = find_word (squashed);
    }
  return field;
}

LnetImportField
lnet_import_field_find (const char *heading)
{
  g_autofree char *squashed = squash (heading);
  LnetImportField field = find_word (squashed);

  if (field != LNET_IMPORT_NONE || squashed[0] == '\0')
    return field;
  /* What a translation calls it is known in that language at least. */
  for (guint i = 1; i < LNET_IMPORT_N_FIELDS; i++)
    {
      g_autofree char *label = squash (lnet_import_field_get_label (i));

      if (strcmp (label, squashed) == 0)
        return i;
    }
  if (speaks_of_others (squashed))
    return LNET_IMPORT_NONE;
  field = find_alternative (heading);
  return field != LNET_IMPORT_NONE ? field : find_part (squashed);
}

char *
lnet_import_field_dup_name (LnetImportField field)
{
  return g_strdelimit (lnet_name_fold (lnet_import_field_get_heading (field)), " ", '-');
}

LnetImportField
lnet_import_field_find_name (const char *name)
{
  g_autofree char *squashed = squash (name);
  LnetImportField field;

  for (guint i = 0; i < LNET_IMPORT_N_FIELDS; i++)
    {
      g_autofree char *its_name = squash (lnet_import_field_get_heading (i));

      if (strcmp (its_name, squashed) == 0)
        return i;
    }
  field = find_word (squashed);
  return field != LNET_IMPORT_NONE ? field : LNET_IMPORT_N_FIELDS;
}

guint
lnet_import_field_count_known (const char *const *headings,
                               guint              n_headings)
{
  guint n = 0;

  for (guint i = 0; i < n_headings; i++)
    n += lnet_import_field_find (headings[i]) != LNET_IMPORT_NONE;
  return n;
}

void
lnet_import_field_propose (const char *const *headings,
                           guint              n_headings,
                           LnetImportField   *proposed)
{
  gboolean taken[LNET_IMPORT_N_FIELDS] = { FALSE };

  for (guint i = 0; i < n_headings; i++)
    {
      proposed[i] = lnet_import_field_find (headings[i]);
      if (taken[proposed[i]] && !lnet_import_field_repeats (proposed[i]))
        proposed[i] = LNET_IMPORT_NONE;
      taken[proposed[i]] = TRUE;
    }
  for (guint i = 0; i < n_headings; i++)
    if (proposed[i] == LNET_IMPORT_FULL_NAME && taken[LNET_IMPORT_LAST])
      proposed[i] = taken[LNET_IMPORT_FIRST] ? LNET_IMPORT_NONE : LNET_IMPORT_FIRST;
}
