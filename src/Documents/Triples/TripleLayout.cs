using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>
/// The operations of a triple in order: parents created, create, update, delete, parents deleted in reverse; or, of parents that are
/// reused, their creates and their deletes in reverse.
/// </summary>
internal sealed class TripleLayout
{
    private readonly IReadOnlyList<(OperationKind Op, int Document)> _steps;
    private readonly IReadOnlyList<DocumentPlan> _plans;

    /// <summary>The layout of a triple.</summary>
    /// <param name="recipe">Knows its documents.</param>
    /// <param name="reuse">True where parents that may be reused are no part of it; false to make all parents anew.</param>
    public TripleLayout(ITripleRecipe recipe, bool reuse)
        : this(recipe, reuse, Steps(recipe, plan => !(reuse && plan.Reuse), update: true))
    {
    }

    private TripleLayout(ITripleRecipe recipe, bool reuse, IReadOnlyList<(OperationKind Op, int Document)> steps)
    {
        _plans = [.. recipe.Before, recipe.Main];
        _steps = steps;
        Reuses = reuse && recipe.Before.Any(static p => p.Reuse);
        UpdateIndex = Find(OperationKind.Update, _plans.Count - 1);
        Operations = [.. steps.Select(s => (s.Op, _plans[s.Document].Resource))];
        Shape = new BatchShape(Operations);
    }

    public IReadOnlyList<(OperationKind Op, string Resource)> Operations { get; }

    public BatchShape Shape { get; }

    /// <summary>True where documents refer to parents that are not made with the triple.</summary>
    public bool Reuses { get; }

    /// <summary>Position of the one update; -1 where there is none.</summary>
    public int UpdateIndex { get; }

    /// <summary>The layout of the parents that are reused; null where there are none.</summary>
    public static TripleLayout? OfReused(ITripleRecipe recipe) => recipe.Before.Any(static p => p.Reuse)
        ? new TripleLayout(recipe, reuse: true, Steps(recipe, static plan => plan.Reuse, update: false))
        : null;

    /// <summary>An operation and the index of the document that it is about: parents first, then the main one.</summary>
    public (OperationKind Op, int Document) Step(int index) => _steps[index];

    /// <summary>Position of an operation on a document; -1 where there is none.</summary>
    public int Find(OperationKind op, int document)
    {
        for (var i = 0; i < _steps.Count; i++)
        {
            if (_steps[i] == (op, document))
            {
                return i;
            }
        }

        return -1;
    }

    public DocumentPlan Plan(int document) => _plans[document];

    private static List<(OperationKind Op, int Document)> Steps(ITripleRecipe recipe, Func<DocumentPlan, bool> has, bool update)
    {
        var documents = recipe.Before.Append(recipe.Main).Select(static (plan, i) => (Plan: plan, Index: i))
            .Where(d => has(d.Plan))
            .Select(static d => d.Index)
            .ToList();
        return
        [
            .. documents.Select(static d => (OperationKind.Create, d)),
            .. update ? new[] { (OperationKind.Update, documents[^1]) } : [],
            .. documents.AsEnumerable().Reverse().Select(static d => (OperationKind.Delete, d)),
        ];
    }
}
