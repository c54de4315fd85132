namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Knows how to make up the documents of triples of one sort.</summary>
internal interface ITripleRecipe
{
    /// <summary>Parents, in the order in which they are created.</summary>
    IReadOnlyList<DocumentPlan> Before { get; }

    /// <summary>The document that the triple creates, updates and deletes.</summary>
    DocumentPlan Main { get; }

    /// <summary>Makes up the next triple's documents.</summary>
    TripleDocuments Draw(RecipeContext context);
}
