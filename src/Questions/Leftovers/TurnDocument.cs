namespace EdFi.BatchPerf.Questions.Leftovers;

/// <summary>A document that a turn creates.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Triple">Position of the triple, from 0.</param>
/// <param name="Operation">Position of the create in the triple, from 0.</param>
/// <param name="Resource">Endpoint segment.</param>
/// <param name="NaturalKey">Its natural key as JSON.</param>
internal sealed record TurnDocument(string Scenario, int Triple, int Operation, string Resource, string NaturalKey);
