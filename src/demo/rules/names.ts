/** Names that are common in France, and some that are common in England; nobody in particular. */
export const FIRST_NAMES: readonly string[] = (
  'Léa Emma Manon Chloé Camille Inès Sarah Julie Pauline Marie Anaïs Lucie Laura Clara Jade Zoé Louise Alice Nina Margaux Céline Sandrine ' +
  'Nathalie Isabelle Sylvie Catherine Valérie Fatima Aïcha Samira Yasmine Hélène Brigitte Monique Françoise Élise Mathilde Romane Agathe Lina ' +
  'Thomas Nicolas Julien Maxime Antoine Alexandre Lucas Hugo Théo Paul Louis Gabriel Arthur Nathan Mathieu Pierre Benoît Vincent Olivier Laurent ' +
  'Philippe Christophe Stéphane Mohamed Karim Mehdi Rachid Youssef Bruno Alain Gérard Michel Jean Bernard Adrien Clément Romain Quentin Simon Malo'
).split(' ');

export const LAST_NAMES: readonly string[] = (
  'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard ' +
  'Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier ' +
  'Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier ' +
  'Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard ' +
  'Benali Haddad Traoré Diallo Nguyen Cohen Da-Silva Lopez Fernandez Kowalski Le-Goff Le-Gall Carpentier Hubert Renaud Rey Bourgeois Aubert Philippe'
).split(' ');

export const ENGLISH_NAMES: readonly (readonly [first: string, last: string])[] = (
  'Emily Clarke,Jack Walker,Olivia Hughes,Harry Bennett,Sophie Turner,George Wright,Amelia Cooper,Oliver Ward,Grace Mitchell,James Foster,' +
  'Charlotte Reed,William Hayes,Lucy Palmer,Daniel Brooks,Hannah Price,Samuel Grant,Megan Ellis,Ben Harper,Alice Murray,Tom Fletcher'
)
  .split(',')
  .map((name) => name.split(' ') as [string, string]);
