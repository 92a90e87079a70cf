"""Italian mails: what says no, what only looks like it, who writes, how far it had"
" come, what of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging import RuleBook
from assistant.judging.judgement import Judgement, Reason, Role, Stage
from assistant.judging.language import recognise

Judge = Callable[..., Judgement]

SAYS_NO = [
    # stiff letters
    "Gentile Candidato, con riferimento alla Sua candidatura per la posizione di contabile, siamo"
    " spiacenti di comunicarLe che non è stata accolta.",
    "Egregio Signore, dopo attenta valutazione del Suo curriculum, dobbiamo purtroppo"
    " informarLa che"
    " non riteniamo di dare seguito alla Sua domanda di assunzione.",
    "Gentile dottoressa, la commissione non ha ritenuto il Suo profilo idoneo al ruolo di"
    " ricercatrice.",
    "Gentile Kim, il Suo profilo, seppur interessante, non corrisponde pienamente ai requisiti"
    " della posizione.",
    "Spett.le candidata, la informiamo che la selezione per il posto di infermiere si è conclusa e"
    " che è stato scelto un altro candidato.",
    # templates of systems
    "Ciao Kim, grazie per esserti candidata. Abbiamo deciso di procedere con altri candidati la cui"
    " esperienza è più vicina al ruolo.",
    "Ciao Kim, dopo aver letto il tuo CV abbiamo deciso di non proseguire con la tua candidatura"
    " per l'offerta di magazziniere.",
    "Gentile Kim, Le comunichiamo che la Sua candidatura non è stata selezionata per la fase"
    " successiva.",
    "Ciao Kim, la posizione di grafico per cui ti eri candidato è stata coperta. In bocca al lupo!",
    "Gentile candidata, l'annuncio a cui ha risposto non è più attivo: la ricerca è"
    " stata chiusa con"
    " l'assunzione di un'altra persona.",
    "Ciao Kim, stato della tua candidatura: non selezionata. Continua a seguire le"
    " nostre offerte di"
    " lavoro.",
    # persons
    "Ciao Kim, grazie per i due colloqui. Alla fine abbiamo scelto una persona che ha già lavorato"
    " con il nostro gestionale.",
    "Ciao Kim, ci abbiamo pensato a lungo ma andiamo avanti con un altro profilo per questo ruolo."
    " Grazie del tuo tempo!",
    "Buongiorno Kim, Le scrivo dopo il nostro colloquio: la scelta del team è caduta su un'altra"
    " candidata, più forte in inglese.",
    "Kim, non ci giro intorno: per il posto è un no. Meritavi una risposta chiara.",
    "Ciao Kim, abbiamo offerto il posto a un'altra persona, che ha appena accettato. Il tuo"
    " colloquio ci era piaciuto molto.",
    "Ciao Kim, il tuo test era curato, ma non andremo oltre: ci serve qualcuno che conosca già"
    " Kubernetes.",
    "Ciao Kim, ne ho parlato con i miei soci e abbiamo preferito una candidata del mestiere per il"
    " negozio.",
    "Ciao Kim, per questo ruolo sei ancora un po' troppo junior, quindi ci fermiamo qui.",
    "Buonasera Kim, ai ragazzi in cucina sei piaciuto ma abbiamo preso l'altro commis."
    " Buona strada!",
    "Ciao Kim, alla fine la posizione di coordinatrice è stata assegnata internamente.",
    "Ciao Kim, dopo l'ultimo colloquio il direttore ha deciso per l'altro finalista. Mi dispiace"
    " davvero.",
    "Ciao Kim, questa volta non sei tu la persona scelta per lo stage.",
    "Ciao Kim, non ho buone notizie: non ti hanno preso per il posto in officina."
    " Chiamami se vuoi.",
    # agencies
    "Buongiorno Kim, il mio cliente non intende procedere con la Sua candidatura per il ruolo di"
    " capo cantiere.",
    "Ciao Kim, ho avuto il riscontro del cliente: cerca un profilo più senior e non vuole andare"
    " avanti.",
    # filled, cancelled, paused
    "Ciao Kim, per mancanza di budget la posizione è stata cancellata. Chiudiamo quindi la"
    " selezione.",
    "Ciao Kim, la direzione ha bloccato tutte le assunzioni fino a nuovo ordine. Chiudiamo quindi"
    " tutte le candidature, compresa la tua.",
    "Ciao Kim, quest'anno abbiamo deciso di non assumere nessuno per questo ruolo."
    " Grazie ancora per"
    " il colloquio.",
    "Gentile Kim, al momento non abbiamo posizioni aperte in linea con il Suo profilo e"
    " non possiamo"
    " quindi accogliere la Sua candidatura spontanea.",
    "Ciao Kim, siamo al completo per la stagione, il posto da cameriere è già stato assegnato.",
    "Gentile Kim, purtroppo Lei non rientra nella rosa dei candidati che incontreremo per la"
    " posizione.",
]

LOOK_ALIKES = {
    "receipt, silence": "Gentile Kim, abbiamo ricevuto la Sua candidatura. Se non riceve nostre"
    " notizie entro un mese, la candidatura è da considerarsi non accolta.",
    "receipt, if": "Ciao Kim, il tuo CV è arrivato. Se il tuo profilo non viene selezionato, lo"
    " terremo nel nostro database.",
    "receipt, in case": "Gentile candidato, grazie per la candidatura. Qualora non dovessimo dare"
    " seguito, i Suoi dati verranno cancellati.",
    "receipt, regret of many": "Gentile Kim, purtroppo non possiamo rispondere a tutti. La Sua"
    " candidatura verrà valutata con attenzione.",
    "receipt, only": "Gentile candidata, saranno contattati solo i candidati selezionati. Abbiamo"
    " ricevuto la Sua domanda per il posto di assistente.",
    "interviewer ill": "Ciao Kim, purtroppo il direttore è malato e il colloquio di martedì non si"
    " potrà fare. Saresti disponibile giovedì?",
    "interview moved": "Ciao Kim, dobbiamo rimandare il colloquio per il posto di cameriere. Puoi"
    " indicarci un'altra data?",
    "no decision yet": "Ciao Kim, non abbiamo ancora preso una decisione e questa settimana"
    " incontriamo altri candidati.",
    "on hold, still in": "Ciao Kim, la selezione è sospesa fino a marzo ma la tua candidatura resta"
    " attiva, ti facciamo sapere.",
    "reserve list": "Gentile Kim, Lei è in graduatoria come prima delle riserve: se la vincitrice"
    " rinuncia, il posto sarà Suo.",
    "offer, salary": "Ciao Kim, siamo felici di offrirti il posto. Purtroppo non possiamo andare"
    " oltre i 28.000 euro.",
    "invitation": "Ciao Kim, la tua candidatura è stata selezionata e vorremmo incontrarti per un"
    " colloquio.",
    "withdrawal": "Gentile Kim, prendiamo atto della Sua rinuncia e ci dispiace che abbia deciso di"
    " non proseguire la selezione.",
    "own withdrawal": "Gentile dottoressa, ritiro la mia candidatura per il posto perché ho"
    " accettato un'altra offerta. Non darò quindi seguito al colloquio.",
    "somebody else's": "Ciao, mi hanno risposto: non sono stata presa per il posto in comune. Hanno"
    " scelto un interno, che rabbia.",
    "newsletter": "In questo numero: come reagire a un rifiuto e cosa fare quando la tua"
    " candidatura"
    " non è stata selezionata.",
    "flat": "Buongiorno, il proprietario ha scelto un altro inquilino per l'appartamento. In bocca"
    " al lupo per la ricerca.",
    "loan": "Gentile cliente, la Sua richiesta di mutuo non è stata accolta.",
    "school": "Gentile Kim, la commissione non ha accolto la Sua domanda di ammissione al corso di"
    " laurea magistrale.",
    "talk": "Ciao Kim, il comitato scientifico non ha selezionato la tua proposta per il convegno.",
    "tender": "Spett.le ditta, la Vostra offerta non è stata selezionata: la gara d'appalto è stata"
    " aggiudicata a un'altra impresa.",
    "vendor": "Buongiorno, grazie per il preventivo. Abbiamo scelto un altro fornitore per le"
    " pulizie.",
    "visa": "Gentile signore, la Sua richiesta di visto per lavoro non è stata accolta dal"
    " consolato.",
    "survey": "Ciao Kim, che tu sia stato selezionato o no, ci interessa la tua"
    " opinione: compila il"
    " questionario di soddisfazione.",
    "phishing": "Gentile candidato, la sua candidatura è stata respinta per errore. Versi le spese"
    " di pratica con bonifico per riaprirla.",
    "old no, new chance": "Ciao Kim, l'anno scorso non avevamo selezionato la tua candidatura. Ora"
    " si apre un nuovo posto: saresti disponibile a parlarne?",
    "condition to go on": "Ciao Kim, senza il diploma non possiamo procedere con la selezione."
    " Inviacelo entro lunedì.",
}


@pytest.mark.parametrize("own", SAYS_NO)
def test_says_no(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_only_looks_like_a_no(by_rules: Judge, name: str) -> None:
    verdict = by_rules(LOOK_ALIKES[name]).rejection
    assert not verdict.is_rejection, verdict.findings


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("Abbiamo scelto un'altra candidata per il posto.", Reason.OTHER_CANDIDATE),
        ("La tua candidatura non è stata selezionata.", Reason.NOT_SELECTED),
        ("La posizione è stata nel frattempo coperta.", Reason.FILLED),
        ("La selezione è stata annullata.", Reason.CANCELLED),
        ("Tutte le assunzioni sono state sospese a tempo indeterminato e chiudiamo quindi la tua"
         " candidatura.", Reason.PAUSED),
    ],
)  # fmt: skip
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    assert by_rules(f"Ciao Kim, grazie per la candidatura. {own}").rejection.reason is reason


@pytest.mark.parametrize(
    ("own", "signature", "role"),
    [
        ("Il mio cliente ha preferito un altro profilo.", "Lea Rocca\nConsulente di selezione",
         Role.RECRUITER_AGENCY),
        ("Il responsabile ha preferito un altro profilo.", "Lea Rocca\nAddetta alla selezione",
         Role.RECRUITER_INHOUSE),
        ("Non proseguiamo.", "Lea Rocca\nResponsabile Risorse Umane", Role.RECRUITER_INHOUSE),
        ("La mia squadra e io abbiamo scelto un altro.", "Lea Rocca\nTitolare",
         Role.HIRING_MANAGER),
        ("Si prega di non rispondere a questa mail.", "Il team Selezione", Role.AUTOMATED),
    ],
)  # fmt: skip
def test_sender(by_rules: Judge, own: str, signature: str, role: Role) -> None:
    judgement = by_rules(
        f"Ciao Kim, grazie per la tua candidatura. {own}",
        signature=signature,
        name=signature.partition("\n")[0],
        email="x@rocca.example",
    )
    assert judgement.sender.role is role, judgement.sender


def test_nobody_reads_answers(by_rules: Judge) -> None:
    own = "Gentile Kim, non è stata selezionata. Si prega di non rispondere a questa e-mail."
    assert not by_rules(own, email="hr@rocca.example").sender.can_reply
    own = "Gentile Kim, non è stata selezionata. Resto a disposizione, non esiti a contattarmi."
    assert by_rules(own, email="lea@rocca.example").sender.can_reply


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("Eri tra i due finalisti.", Stage.FINAL),
        ("Grazie per il colloquio di martedì con la squadra.", Stage.INTERVIEW),
        ("Grazie per la giornata di prova in laboratorio.", Stage.INTERVIEW),
        ("Dopo il nostro colloquio telefonico non proseguiamo.", Stage.SCREEN),
        ("Grazie per aver svolto il test tecnico.", Stage.SCREEN),
        ("Abbiamo valutato con attenzione la tua candidatura.", Stage.APPLICATION),
    ],
)  # fmt: skip
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    assert by_rules(f"Ciao Kim, ecco la risposta per la posizione. {own}").stage.value is stage


def test_facts(by_rules: Judge) -> None:
    facts = by_rules(
        "Gentile Camilla,\n\nLa ringraziamo per l'interesse verso Rocca Tessuti. La Sua candidatura"
        " per la posizione di Addetta alla comunicazione (m/f) non è stata selezionata.",
        signature="Cordiali saluti,\nLea De Rossi\nHR Specialist",
        name="Lea De Rossi",
        email="lea.derossi@rocca-tessuti.example",
        subject="La Sua candidatura",
    ).facts
    assert facts.company == "Rocca Tessuti"
    assert facts.job_title == "Addetta alla comunicazione"
    assert facts.candidate_name == "Camilla"
    assert facts.contact_name == "Lea De Rossi"


def test_nothing_stated_is_nothing_read(by_rules: Judge) -> None:
    facts = by_rules("Gentile candidato,\n\nla Sua candidatura non è stata accolta.").facts
    assert facts.company is facts.job_title is facts.candidate_name is None


@pytest.mark.parametrize(
    "text", ["La tua candidatura non è stata accolta.", "Grazie per il tempo e in bocca al lupo"]
)
def test_language(rules: RuleBook, text: str) -> None:
    assert recognise(text, rules.stop_words) == "it"
