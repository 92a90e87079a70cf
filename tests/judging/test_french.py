"""French mails: what says no, what only looks like it, who writes, how far it had come, what of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging import RuleBook
from assistant.judging.judgement import Judgement, Reason, Role, Stage
from assistant.judging.language import recognise

Judge = Callable[..., Judgement]

SAYS_NO = [
    # stiff letters
    "Madame, Monsieur, nous avons examiné avec intérêt votre candidature au poste de comptable et"
    " avons le regret de vous informer que nous ne pouvons y réserver une suite favorable.",
    "Madame, après étude de votre dossier, nous sommes au regret de ne pouvoir donner une réponse"
    " positive à votre demande d'emploi.",
    "Monsieur, votre candidature, malgré ses qualités, n'a pu être retenue par la commission de"
    " recrutement. Veuillez agréer nos salutations distinguées.",
    "Madame, Monsieur, votre profil, bien qu'intéressant, ne correspond pas en tout point aux"
    " critères que nous nous sommes fixés pour cette embauche.",
    "Bonjour, nous ne sommes malheureusement pas en mesure de répondre favorablement à votre"
    " candidature pour le stage de rédaction.",
    "Madame, j'ai le regret de vous faire connaître que le jury n'a pas émis d'avis favorable à"
    " votre recrutement.",
    # templates of systems
    "Bonjour Kim, merci d'avoir postulé chez nous. Nous avons décidé de poursuivre avec d'autres"
    " candidats dont l'expérience est plus proche du poste.",
    "Bonjour Kim, suite à l'étude de votre CV, nous avons choisi de ne pas donner suite à votre"
    " candidature pour l'offre de technicien.",
    "Bonjour, nous vous informons que votre candidature au poste d'agent d'accueil n'a pas été"
    " sélectionnée pour la suite du processus de recrutement.",
    "Bonjour Kim, nous avons reçu beaucoup de réponses à notre annonce et la vôtre n'a"
    " malheureusement pas été retenue.",
    "Bonjour, le poste de gestionnaire de stock auquel vous avez postulé a été pourvu. Nous vous"
    " souhaitons bonne chance.",
    "Bonjour Kim, l'offre à laquelle vous avez répondu n'est plus ouverte : le recrutement est"
    " terminé et un candidat a été retenu.",
    "Bonjour, statut de votre candidature : refusée. Vous pouvez consulter nos autres offres"
    " d'emploi.",
    # without accents, without ne
    "Bonjour, votre candidature n'a pas ete retenue. Nous vous souhaitons une bonne continuation"
    " dans vos recherches d'emploi.",
    "Salut Kim, bon on a pas retenu ta candidature pour le job de vendeur, desole.",
    # persons
    "Bonjour Kim, merci pour nos deux entretiens. Nous partons finalement sur quelqu'un qui a"
    " davantage d'expérience en logistique.",
    "Salut Kim, on a longuement hésité mais on va partir sur un autre profil pour le poste. Merci"
    " pour ton temps !",
    "Bonjour Kim, je reviens vers vous après notre entretien : le choix de l'équipe s'est porté"
    " sur une autre candidate, plus à l'aise en anglais.",
    "Kim, je ne vais pas tourner autour du pot : pour le poste, c'est non. Tu méritais une réponse"
    " claire.",
    "Bonjour Kim, nous avons proposé le poste à une autre personne, qui vient d'accepter. Votre"
    " entretien nous avait pourtant beaucoup plu.",
    "Bonjour Kim, votre test technique était soigné, mais nous n'irons pas plus loin : il nous faut"
    " quelqu'un qui connaisse déjà Kubernetes.",
    "Bonjour Kim, après discussion avec mes associés, nous avons préféré une candidate issue du"
    " métier pour le poste de vendeuse.",
    "Bonjour Kim, votre profil est un peu trop junior pour ce poste, nous ne donnerons donc pas"
    " suite.",
    "Bonsoir Kim, l'équipe a bien aimé te voir en cuisine mais a tranché pour l'autre commis."
    " Bonne route à toi.",
    "Bonjour Kim, nous avons finalement opté pour une mobilité interne sur ce poste de"
    " coordinatrice.",
    "Bonjour Kim, vous n'avez pas été retenue à l'issue de l'oral de recrutement. Le jury a classé"
    " une autre candidate en tête.",
    "Bonjour Kim, nous ne poursuivrons pas avec vous au-delà de ce premier entretien téléphonique.",
    "Bonjour Kim, ce ne sera pas pour cette fois : vous étiez deux finalistes et l'autre personne"
    " connaissait déjà notre logiciel de paie. Le poste lui revient.",
    "Bonjour Kim, j'aurais aimé vous annoncer une meilleure nouvelle. Le directeur a retenu"
    " l'autre finaliste pour le poste.",
    "Coucou Kim, alors pour l'alternance c'est mort, la direction a pris le neveu d'un client."
    " Vraiment désolée.",
    # agencies
    "Bonjour Kim, mon client ne souhaite pas donner suite à votre candidature pour le poste de"
    " chef de chantier.",
    "Bonjour Kim, retour du client : il cherche un profil plus senior et n'ira pas plus loin avec"
    " nous.",
    "Bonjour, la mission de cariste est annulée par l'entreprise, je vous rappelle dès que j'ai"
    " autre chose.",
    # filled, cancelled, paused
    "Bonjour Kim, faute de budget, le poste est supprimé. Nous mettons donc fin au recrutement.",
    "Bonjour Kim, la direction a décidé de geler les embauches jusqu'à nouvel ordre. Nous clôturons"
    " donc toutes les candidatures en cours, la vôtre comprise.",
    "Bonjour Kim, nous avons décidé de ne pas recruter sur ce poste cette année. Merci encore pour"
    " l'entretien.",
    "Bonjour Kim, le projet ne se fait plus, et le CDD que nous vous avions proposé non plus. Nous"
    " devons retirer notre offre d'emploi.",
    # other countries
    "Bonjour Kim, nous avons comblé le poste à l'interne et ne poursuivrons pas le processus de"
    " dotation.",
    "Madame, nous accusons réception de votre postulation mais devons vous informer qu'elle n'a pas"
    " été retenue. Nous vous retournons votre dossier.",
    "Bonjour Kim, suite aux entretiens pour la fonction d'éducatrice, nous avons arrêté notre choix"
    " sur une autre candidate.",
    # in words of their own
    "Bonjour Kim, à l'issue de notre réunion de ce matin, la direction a tranché : ce"
    " n'est pas vous que nous recruterons pour le poste d'assistante.",
    "Bonjour Kim, nous avons pris la décision d'arrêter ici le processus de recrutement"
    " vous concernant.",
    "Madame, votre candidature ne sera malheureusement pas poursuivie.",
    "Bonjour, votre CV a été lu par notre équipe, qui a toutefois décidé de privilégier"
    " des parcours plus techniques pour ce poste.",
    "Salut Kim, réponse un peu tardive, mais pour le stage on a déjà quelqu'un. Bonne chance !",
    "Bonjour Kim, nous ne pouvons malheureusement vous compter parmi les candidats"
    " invités à un entretien.",
    "Bonjour Monsieur Doe, la concurrence était forte et d'autres dossiers ont été jugés"
    " meilleurs que le vôtre pour ce poste.",
    "Bonjour Kim, comme promis, un retour rapide : le poste a été attribué ce matin à un"
    " candidat qui pouvait commencer tout de suite.",
    "Bonjour Kim, nous avons été touchés par votre lettre, mais votre candidature n'a pas"
    " été retenue par le comité de sélection.",
    "Bonjour Kim, ta candidature pour l'alternance a été déclinée par le manager.",
    "Madame, Monsieur, nous avons le regret de vous annoncer que la procédure de"
    " recrutement au poste de greffier a été déclarée infructueuse et qu'aucun candidat"
    " n'a été nommé.",
    "Bonjour Kim, nous avons revu notre organisation et ce poste n'a plus lieu d'être."
    " Nous ne recruterons donc pas.",
    "Bonjour Kim, c'est avec une vraie déception que je vous écris : le comité n'a pas"
    " validé votre embauche.",
    "Bonjour Kim, merci pour votre essai de samedi. Nous ne vous prendrons pas au"
    " service, le rythme ne convenait pas.",
    "Bonjour, après lecture de votre candidature, nous ne souhaitons pas aller plus avant.",
    "Bonjour Kim, le client a finalement choisi la société concurrente pour cette mission"
    " de consultant, votre profil n'est donc plus nécessaire.",
    "Bonjour Kim, votre candidature à l'emploi d'agent d'entretien a fait l'objet d'un"
    " avis défavorable.",
    "Bonjour Kim, nous venons de signer avec une développeuse qui correspond exactement à"
    " ce que nous cherchions. Le poste est donc fermé.",
    "Bonjour Kim, merci d'avoir pris le temps de discuter avec nous. À ce stade, nous"
    " préférons nous concentrer sur d'autres candidatures.",
    "Bonjour Kim, je suis désolé, mais nous avons embauché l'autre personne que nous"
    " avions vue le même jour que vous.",
    "Kim, pas de bonne nouvelle pour le poste : tu n'es pas prise. Appelle-moi si tu veux"
    " en parler.",
    "Bonjour Kim, malgré un très bon entretien, votre manque d'expérience en management a"
    " pesé et votre candidature ne passera pas au tour suivant.",
    "Madame, l'établissement n'est pas en mesure de vous recruter sur le poste de"
    " secrétaire médicale.",
    "Bonjour Kim, nous n'avons malheureusement pas pu retenir toutes les bonnes"
    " candidatures, dont la vôtre.",
    "Bonjour Kim, merci d'être venue. Après en avoir reparlé, nous ne donnerons pas une"
    " suite positive : l'équipe cherchait quelqu'un de plus aguerri sur la partie"
    " commerciale.",
    "Madame, Monsieur, votre offre de services a retenu notre attention. Cependant, nous"
    " n'avons pas de poste vacant correspondant à vos qualifications.",
    "Bonjour Kim, votre candidature au poste de responsable de magasin n'a pas passé la"
    " première étape de sélection.",
    "Hello Kim, merci pour le call d'hier ! On a décidé d'avancer avec une autre personne"
    " qui a plus d'expérience en growth. Good luck pour la suite.",
    "Bonjour Kim, nous avons le regret de vous informer que nous avons choisi un autre"
    " candidat pour le poste d'infirmier de nuit.",
    "Bonjour Monsieur Doe, votre profil ne répond pas aux prérequis indiqués dans"
    " l'annonce, notamment le permis poids lourd.",
    "Bonjour Kim, les entretiens sont terminés et nous avons offert le poste à une"
    " candidate qui a déjà travaillé dans une librairie.",
    "Bonjour Kim, la société a décidé de mettre son projet de recrutement en pause pour"
    " une durée indéterminée et ne donnera donc pas suite à votre candidature.",
    "Madame, après délibération, le conseil de laboratoire a classé un autre dossier en"
    " première position pour le contrat doctoral.",
    "Bonjour Kim, vous n'êtes malheureusement pas la personne que nous cherchons pour ce poste.",
    "Bonjour Kim, je ne suis pas parvenue à convaincre mon client de vous rencontrer, il"
    " souhaite un profil issu de l'aéronautique.",
    "Bonjour, nous avons bien examiné votre demande d'emploi saisonnier. Toutes les"
    " places sont déjà prises pour cet été.",
    "Bonjour Kim, suite à un changement de stratégie, le poste pour lequel vous avez"
    " postulé est annulé.",
    "Bonjour, nous avons décidé de ne pas retenir votre candidature. Ce choix ne remet"
    " pas en cause vos compétences.",
    "Bonjour Kim, la décision est tombée : ils prennent l'autre candidat. Je suis déçu"
    " autant que toi.",
    "Bonjour Kim, votre mission d'intérim chez nous ne sera pas transformée en CDI, le"
    " poste revient à un collègue plus ancien.",
    "Bonsoir, merci d'avoir proposé vos services au restaurant, mais l'équipe est au"
    " complet jusqu'en septembre.",
    "Bonjour Kim, nous souhaitons vous informer que nous ne poursuivrons pas votre"
    " candidature à ce stade du processus.",
    "Bonjour Kim, nous avons pesé le pour et le contre et ce sera finalement sans toi,"
    " j'en suis désolé. Ton test était bon, mais un autre développeur a fait mieux.",
]

LOOK_ALIKES = {
    "receipt, silence": "Bonjour, nous avons bien reçu votre candidature. Sans réponse de notre"
    " part sous quatre semaines, veuillez considérer qu'elle n'a pas été retenue.",
    "receipt, if": "Bonjour Kim, votre CV est arrivé. Si votre profil n'est pas retenu pour ce"
    " poste, nous le garderons dans notre vivier.",
    "receipt, in case": "Bonjour, merci de votre candidature. Dans le cas où nous ne donnerions pas"
    " suite, vos données seraient effacées après deux ans.",
    "receipt, regret of many": "Bonjour, en raison du grand nombre de candidatures, nous ne pouvons"
    " malheureusement pas répondre à chacun. Votre candidature sera étudiée avec soin.",
    "receipt, only": "Bonjour, seuls les candidats retenus seront contactés. Nous avons bien reçu"
    " votre dossier pour le poste d'assistante.",
    "incomplete": "Bonjour, votre dossier de candidature est incomplet. Les dossiers incomplets ne"
    " seront pas retenus : merci de joindre votre diplôme avant vendredi.",
    "interviewer ill": "Bonjour Kim, malheureusement notre directrice est souffrante et votre"
    " entretien de mardi ne pourra pas avoir lieu. Êtes-vous disponible jeudi ?",
    "interview moved": "Bonjour Kim, nous devons hélas reporter l'entretien pour le poste de"
    " serveur. Pouvez-vous nous proposer un autre créneau ?",
    "no date yet": "Bonjour Kim, nous n'avons pas encore pris de décision pour le poste et"
    " rencontrons d'autres candidats cette semaine.",
    "on hold, still in": "Bonjour Kim, le recrutement est suspendu jusqu'en mars mais votre"
    " candidature reste à l'étude, nous revenons vers vous.",
    "reserve list": "Bonjour Kim, vous êtes placée sur la liste de réserve : si la première"
    " candidate renonce, le poste vous sera proposé.",
    "offer, salary": "Bonjour Kim, nous avons le plaisir de vous proposer le poste. Nous ne pouvons"
    " malheureusement pas aller au-delà de 32 000 euros.",
    "invitation": "Bonjour Kim, votre candidature a été retenue et nous souhaitons vous rencontrer"
    " pour un entretien. Si la date ne convient pas, dites-le-nous.",
    "good news": "Bonjour Kim, bonne nouvelle : les autres candidats n'ont pas été retenus et c'est"
    " à vous que nous proposons le poste !",
    "withdrawal": "Bonjour Kim, nous prenons note de votre désistement et regrettons que vous ayez"
    " choisi de ne pas poursuivre le processus de recrutement.",
    "own withdrawal": "Bonjour Madame, je vous informe que je retire ma candidature pour le poste,"
    " ayant accepté une autre offre. Je ne donnerai donc pas suite à votre proposition"
    " d'entretien.",
    "somebody else's": "Coucou, ça y est j'ai eu la réponse : je n'ai pas été retenue pour le poste"
    " à la mairie. Ils ont pris quelqu'un en interne, je suis dégoûtée.",
    "about a candidate": "Bonjour Léa, peux-tu prévenir Monsieur Roy que sa candidature n'est pas"
    " retenue et lui envoyer le mail type ?",
    "newsletter": "Dans ce numéro : comment rebondir après un refus, et nos modèles de"
    " réponse quand"
    " votre candidature n'a pas été retenue. Se désabonner.",
    "flat": "Bonjour, le propriétaire a retenu un autre dossier pour l'appartement de la rue Verte."
    " Nous vous souhaitons bonne chance dans vos recherches.",
    "loan": "Madame, nous avons étudié votre demande de crédit et ne pouvons y donner une suite"
    " favorable.",
    "school": "Bonjour, la commission d'admission n'a pas retenu votre candidature en licence"
    " professionnelle pour la rentrée universitaire.",
    "grant": "Bonjour, votre demande de subvention n'a pas été retenue par le conseil municipal.",
    "talk": "Bonjour Kim, le comité de programme n'a pas retenu votre proposition de conférence"
    " cette année.",
    "tender": "Madame, Monsieur, à l'issue de l'appel d'offres, votre offre n'a pas été retenue. Le"
    " marché est attribué à une autre entreprise.",
    "vendor": "Bonjour, merci pour votre devis. Nous avons choisi un autre prestataire pour le"
    " ménage des bureaux.",
    "visa": "Monsieur, votre demande de visa de travail a été refusée par le consulat.",
    "club": "Bonjour, la chorale ne peut pas vous accueillir cette saison, tous les pupitres sont"
    " complets et votre audition n'a pas été concluante.",
    "survey": "Bonjour Kim, que votre candidature ait été retenue ou non, votre avis nous intéresse"
    " : répondez à notre questionnaire de satisfaction.",
    "phishing": "Bonjour, votre candidature a été refusée par erreur. Réglez les frais de dossier"
    " de 49 euros pour la rouvrir et envoyez vos coordonnées bancaires.",
    "order": "Bonjour, votre commande n'a malheureusement pas pu être retenue, l'article n'est plus"
    " disponible. Le remboursement est en cours.",
    "old no, new chance": "Bonjour Kim, l'an dernier nous n'avions pas retenu votre candidature. Un"
    " poste s'ouvre à nouveau : seriez-vous disponible pour en parler ?",
    "job alert": "Votre candidature n'a pas été retenue ? Voici douze nouvelles offres pour vous.",
    "condition to go on": "Bonjour Kim, sans votre attestation nous ne pourrons pas poursuivre le"
    " processus de recrutement. Merci de l'envoyer avant lundi.",
    "more, 1": "Bonjour Kim, merci de votre patience. Nous avons malheureusement pris du retard et"
    " la décision pour le poste sera prise la semaine prochaine.",
    "more, 2": "Bonjour Kim, le poste de comptable n'est pas encore pourvu, seriez-vous toujours"
    " intéressée ?",
    "more, 3": "Bonjour Kim, si vous n'avez pas de nouvelles d'ici la fin du mois, c'est que votre"
    " candidature n'aura pas été retenue.",
    "more, 4": "Bonjour Kim, vous trouverez ci-joint votre convocation à l'entretien. En cas"
    " d'absence, votre candidature ne sera pas retenue.",
    "more, 5": "Bonjour Kim, votre candidature au poste de vendeur a été transmise au recruteur."
    " Malheureusement, il nous est impossible de vous dire quand il la lira.",
    "more, 6": "Bonjour, votre demande de logement n'a pu être satisfaite, le bailleur ayant"
    " attribué l'appartement à une autre personne.",
    "more, 7": "Bonjour Kim, nous sommes désolés, la visite de l'atelier prévue jeudi est annulée."
    " On se voit vendredi pour l'entretien ?",
    "more, 8": "Bonjour, l'article que vous avez soumis à notre revue n'a pas été retenu par le"
    " comité de lecture.",
    "more, 9": "Bonjour Kim, le manager ne pourra pas être présent à votre entretien, mais nous"
    " maintenons le rendez-vous.",
    "more, 10": "Bonjour Kim, je ne suis malheureusement plus chargée de ce recrutement,"
    " ma collègue"
    " Léa prend la suite.",
    "more, 11": "Bonjour Kim, en tant que candidate non retenue l'année dernière, vous recevez en"
    " avant-première nos nouvelles offres d'emploi.",
    "more, 12": "Salut, ils ont refusé ma candidature, tu te rends compte ? Trois entretiens pour"
    " rien.",
    "more, 13": "Bonjour Kim, pouvez-vous nous dire si vous avez choisi une autre offre ou si notre"
    " poste vous intéresse encore ?",
    "more, 14": "Bonjour Kim, nous ne pouvons pas vous rembourser les frais de déplacement de"
    " l'entretien, je regrette. Pour le poste, réponse lundi.",
    "more, 15": "Bonjour, votre inscription au cours de poterie n'a pas pu être retenue, le groupe"
    " est complet.",
    "more, 16": "Bonjour Kim, nous n'avons malheureusement pas reçu votre CV."
    " Pouvez-vous le renvoyer"
    " pour le poste de magasinier ?",
    "more, 17": "Bonjour Kim, votre premier choix de date n'est pas disponible. Nous"
    " avons retenu une"
    " autre date pour l'entretien : mardi à 9 h.",
    "more, 18": "Bonjour Kim, nous avons choisi un autre lieu pour votre entretien, l'adresse est"
    " ci-dessous.",
    "more, 19": "Bonjour Kim, je ne peux pas encore vous dire si votre candidature est retenue ou"
    " non.",
    "more, 20": "Bonjour, nous ne prenons pas de candidatures par courrier, merci de"
    " passer par notre"
    " site.",
    "more, 21": "Bonjour Kim, le poste n'est pas en télétravail complet, malheureusement. Cela vous"
    " convient-il toujours ?",
    "more, 22": "Bonjour Kim, à défaut de réponse avant vendredi, nous proposerons le poste à un"
    " autre candidat.",
    "more, 23": "Bonjour Kim, félicitations, vous rejoignez l'équipe ! Les autres candidats ont été"
    " informés qu'ils n'étaient pas retenus.",
    "more, 24": "Bonjour Kim, nous avons retenu votre candidature et celle d'une autre"
    " personne pour"
    " le dernier tour.",
    "more, 25": "Bonjour Kim, votre assurance ne prend pas en charge ce sinistre, votre demande est"
    " refusée.",
    "more, 26": "Bonjour, votre candidature au conseil de quartier n'a pas été tirée au sort.",
    "more, 27": "Bonjour Kim, je ne donne pas suite à ce que m'a dit ton ancien"
    " employeur, j'aimerais"
    " entendre ta version. Peux-tu passer demain ?",
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
        ("Nous avons retenu une autre candidate pour le poste.", Reason.OTHER_CANDIDATE),
        ("Votre candidature n'a pas été retenue.", Reason.NOT_SELECTED),
        ("Le poste auquel vous avez postulé est désormais pourvu.", Reason.FILLED),
        ("Le poste auquel vous avez postulé a été supprimé.", Reason.CANCELLED),
        ("Tous les recrutements sont gelés jusqu'à nouvel ordre, nous clôturons votre dossier.",
         Reason.PAUSED),
    ],
)  # fmt: skip
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    assert by_rules(f"Bonjour Kim, merci de votre candidature. {own}").rejection.reason is reason


@pytest.mark.parametrize(
    ("own", "signature", "role"),
    [
        ("Mon client a préféré un autre profil.", "Léa Roche\nConsultante en recrutement",
         Role.RECRUITER_AGENCY),
        ("Le manager a préféré un autre profil.", "Léa Roche\nChargée de recrutement",
         Role.RECRUITER_INHOUSE),
        ("Nous ne donnons pas suite.", "Léa Roche\nDirectrice des ressources humaines",
         Role.RECRUITER_INHOUSE),
        ("L'équipe et moi avons choisi un autre profil.", "Léa Roche\nCheffe de cuisine",
         Role.HIRING_MANAGER),
        ("J'ai pris quelqu'un d'autre.", "Luc\nGérant", Role.HIRING_MANAGER),
        ("Merci de ne pas répondre à ce message.", "L'équipe recrutement", Role.AUTOMATED),
    ],
)  # fmt: skip
def test_sender(by_rules: Judge, own: str, signature: str, role: Role) -> None:
    judgement = by_rules(
        f"Bonjour Kim, merci de votre candidature. {own}",
        signature=signature,
        name=signature.partition("\n")[0],
        email="x@roche.example",
    )
    assert judgement.sender.role is role, judgement.sender


def test_nobody_reads_answers(by_rules: Judge) -> None:
    own = "Bonjour, votre candidature n'est pas retenue. Merci de ne pas répondre à ce courriel."
    assert not by_rules(own, email="rh@roche.example").sender.can_reply
    own = "Bonjour, votre candidature n'est pas retenue. N'hésitez pas à me contacter."
    assert by_rules(own, email="lea@roche.example").sender.can_reply


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("Vous étiez parmi les deux finalistes.", Stage.FINAL),
        ("Merci pour votre entretien de mardi avec l'équipe.", Stage.INTERVIEW),
        ("Merci d'être venue jusqu'à Brest pour votre journée d'essai.", Stage.INTERVIEW),
        ("Suite à notre entretien téléphonique, nous ne donnons pas suite.", Stage.SCREEN),
        ("Merci d'avoir passé le test technique.", Stage.SCREEN),
        ("Nous avons étudié votre candidature avec attention.", Stage.APPLICATION),
        ("Vous n'avez pas été retenu pour un entretien. Merci pour votre candidature.",
         Stage.APPLICATION),
    ],
)  # fmt: skip
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    assert by_rules(f"Bonjour Kim, voici une réponse pour le poste. {own}").stage.value is stage


def test_facts(by_rules: Judge) -> None:
    facts = by_rules(
        "Bonjour Camille,\n\nNous vous remercions de l'intérêt que vous portez à Roche Textiles."
        " Votre candidature au poste de chargée de communication (H/F) n'a pas été retenue.",
        signature="Cordialement,\nLéa DE ROUX\nChargée de recrutement",
        name="Léa De Roux",
        email="lea.deroux@roche-textiles.example",
        subject="Votre candidature",
    ).facts
    assert facts.company == "Roche Textiles"
    assert facts.job_title == "chargée de communication"
    assert facts.candidate_name == "Camille"
    assert (facts.contact_name or "").casefold() == "léa de roux"


def test_client_is_the_company(by_rules: Judge) -> None:
    facts = by_rules(
        "Bonjour Kim,\n\nmon client, Filature du Nord, a retenu un autre profil pour le poste de"
        " Coloriste.",
        signature="Léa Roche\nConsultante en recrutement",
        name="Léa Roche",
        email="lea@mirabel-recrutement.example",
    ).facts
    assert facts.company == "Filature du Nord"
    assert facts.job_title == "Coloriste"


def test_nothing_stated_is_nothing_read(by_rules: Judge) -> None:
    facts = by_rules("Madame, Monsieur,\n\nvotre candidature n'a pas été retenue.").facts
    assert facts.company is facts.job_title is facts.candidate_name is None


@pytest.mark.parametrize(
    "text",
    ["Votre candidature n'a pas été retenue, merci.", "Merci pour ton temps et bon courage à toi"],
)
def test_language(rules: RuleBook, text: str) -> None:
    assert recognise(text, rules.stop_words) == "fr"
