import type { Corpus } from './corpus.ts';

/**
 * What customers of a home-furnishing network write, by touchpoint and mood: sentences written for the demonstration.
 * `core` says what happened, `more` may follow it; `{…}` is filled in by the story.
 */
export const commentsFr: Corpus = {
  'store-visit': {
    happy: {
      core: [
        'Très bon accueil, {agent} a pris le temps de me conseiller.',
        'Magasin propre et bien rangé, on trouve tout de suite.',
        'Passage en caisse rapide, rien à redire.',
        'Conseils précis pour mon {product}, merci {agent}.',
        'Personnel souriant et vraiment à l’écoute.',
        'J’ai trouvé mon {product} en cinq minutes.',
        '{agent} connaît parfaitement ses produits, ça change.',
        'Super accueil comme d’habitude !',
        'Choix impressionnant et vendeurs disponibles.',
        'Équipe au top, on se sent attendu.',
        'Je venais pour un échange : fait en deux minutes, sans discuter.',
        'Nickel.',
        'Pas déçu du déplacement, bien au contraire.',
        'On m’a proposé un modèle moins cher qui convenait mieux : honnête.',
      ],
      more: [
        'Je reviendrai.',
        'Merci à toute l’équipe.',
        'Continuez !',
        'Le parking est pratique aussi.',
        'Rien à ajouter.',
        'Je recommande.',
      ],
    },
    neutral: {
      core: [
        'Correct, sans plus.',
        'Le {product} voulu n’était plus en stock, dommage.',
        'Bon magasin mais un peu d’attente en caisse.',
        'Accueil poli, conseil moyen.',
        'Les prix ne sont pas toujours affichés.',
        'Ça va, mais le rayon luminaires est mal rangé.',
        'Vendeuse aimable, mais seule pour tout l’étage.',
        'Bof, je m’attendais à plus de choix.',
      ],
      more: ['Peut mieux faire.', 'À voir la prochaine fois.', 'Le reste allait bien.'],
    },
    unhappy: {
      core: [
        '{minutes} minutes d’attente en caisse, une seule ouverte.',
        'Personne pour me renseigner, j’ai fini par partir.',
        'Erreur de prix en caisse, et c’était à moi de le prouver.',
        'Vendeur désagréable, même pas bonjour.',
        'Rayon vide alors que le site annonçait du stock.',
        'Caisses automatiques en panne, file interminable.',
        'On m’a fait revenir deux fois pour le même {product}.',
        'Toilettes sales et musique trop forte.',
        'Promo affichée mais refusée à la caisse, c’est honteux.',
        'Trop long, trop de monde, pas assez de personnel.',
        'Le {product} d’exposition était cassé, on a voulu me le vendre quand même.',
      ],
      more: [
        'Très déçu.',
        'Je n’y remettrai pas les pieds.',
        'Inadmissible pour une enseigne comme la vôtre.',
        'J’attends une explication.',
        'Plus jamais.',
      ],
    },
  },
  'first-order': {
    happy: {
      core: [
        'Commande simple, site clair, livré comme prévu.',
        'Première commande et très bonne surprise.',
        'Paiement facile et suivi précis.',
        'Le {product} est exactement comme sur les photos.',
        'Bon rapport qualité-prix, emballage soigné.',
        'J’ai déjà recommandé votre site à ma sœur.',
        'Choix, prix, délai : tout y est.',
      ],
      more: ['Merci !', 'Je repasserai commande.', 'Bravo.', 'Un détail : la facture est arrivée un peu tard.'],
    },
    neutral: {
      core: [
        'Bien dans l’ensemble, mais le délai annoncé a changé deux fois.',
        'Bon produit mais les frais de port sont chers.',
        'Site un peu lent sur téléphone.',
        'Il manque des dimensions sur les fiches.',
        'Correct, sans plus.',
      ],
      more: ['À améliorer.', 'Je verrai.'],
    },
    unhappy: {
      core: [
        'Commande annulée sans prévenir, remboursement au bout de deux semaines.',
        'Le {product} reçu n’est pas celui commandé.',
        'Bug au paiement, débité deux fois.',
        'Impossible de joindre quelqu’un après la commande.',
        'Couleur très différente des photos, retour à mes frais.',
        'Code promo refusé sans explication.',
      ],
      more: ['Je ne recommande pas.', 'Première et dernière commande.', 'Décevant.'],
    },
  },
  delivery: {
    happy: {
      core: [
        'Livreur ponctuel et très aimable, monté au troisième sans ascenseur.',
        'Livré dans le créneau, appel dix minutes avant.',
        'Colis impeccable, emballage bien pensé.',
        'Livraison en avance et montage rapide.',
        'Deux livreurs efficaces et soigneux.',
        'SMS de suivi clairs, aucun souci.',
      ],
      more: ['Parfait.', 'Merci aux livreurs.', 'Rien à redire.', 'Chapeau.'],
    },
    neutral: {
      core: [
        'Livré avec un jour de retard, mais prévenu.',
        'Carton abîmé, le {product} n’a rien.',
        'Créneau de quatre heures, c’est long à attendre.',
        'Le livreur n’a pas voulu monter, mais il était poli.',
      ],
      more: ['Ça va.', 'À améliorer.'],
    },
    unhappy: {
      core: [
        'Colis jamais reçu, personne ne répond.',
        'Livraison reportée trois fois sans explication.',
        '{product} arrivé cassé, et il faut tout refaire par courrier.',
        'J’ai posé une journée pour rien : le livreur n’est pas passé.',
        'Le livreur a laissé le colis sous la pluie.',
        'Il manque la moitié des vis, montage impossible.',
        'Deux semaines de retard et aucun appel.',
      ],
      more: [
        'Scandaleux.',
        'Je demande un geste.',
        'On se moque de nous.',
        'J’en parlerai à l’UFC s’il le faut.',
        'Très mécontent.',
      ],
    },
  },
  call: {
    happy: {
      core: [
        'Problème réglé en un seul appel.',
        '{agent} a été claire, patiente et efficace.',
        'Peu d’attente et une vraie réponse.',
        'On m’a rappelée comme promis.',
        'Interlocuteur très pro, merci {agent}.',
      ],
      more: ['Merci.', 'Ça fait plaisir.', 'Bravo au service client.'],
    },
    neutral: {
      core: [
        'Réponse obtenue mais après deux transferts.',
        'Conseillère gentille, mais elle n’avait pas mon dossier.',
        'Un peu d’attente, réponse correcte.',
        'J’ai dû répéter mon numéro de commande trois fois.',
      ],
      more: ['Sans plus.', 'Ça va.'],
    },
    unhappy: {
      core: [
        '{minutes} minutes d’attente pour me faire raccrocher au nez.',
        'Quatrième appel pour le même problème, toujours rien.',
        'On me promet un rappel, personne ne rappelle.',
        'Le conseiller ne connaît pas le dossier et récite un texte.',
        'Transféré trois fois, puis coupé.',
        'Aucune réponse à mes mails non plus.',
      ],
      more: ['Épuisant.', 'C’est lamentable.', 'Je veux être rappelé par un responsable.', 'Aucun suivi.'],
    },
  },
  'after-sales': {
    happy: {
      core: [
        'Pièce envoyée gratuitement sous trois jours.',
        'Retour accepté sans discuter et remboursé vite.',
        'Réparation soignée, {agent} m’a tout expliqué.',
        'SAV efficace, c’est rare.',
      ],
      more: ['Merci.', 'Ça rachète la panne.', 'Je reste client.'],
    },
    neutral: {
      core: [
        'Réparé, mais trois semaines c’est long.',
        'Échange accepté après discussion.',
        'Correct, un peu de paperasse.',
      ],
      more: ['Sans plus.', 'Le résultat est là.'],
    },
    unhappy: {
      core: [
        'Remboursement toujours pas reçu après un mois.',
        'Garantie refusée pour un {product} de six mois.',
        'Mon {product} est revenu avec la même panne.',
        'Personne ne sait où est passé mon {product}.',
        'On me demande une facture que vous avez déjà.',
      ],
      more: ['Je vais saisir le médiateur.', 'C’est honteux.', 'Service après-vente à revoir.', 'Très déçue.'],
    },
  },
};
