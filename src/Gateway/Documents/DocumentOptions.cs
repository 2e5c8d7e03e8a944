using System.ComponentModel.DataAnnotations;

namespace Gateway.Documents;

/// <summary>Which documents run, and how callers may name them. Bound to the section <c>Documents</c> and checked at start.</summary>
public sealed class DocumentOptions : IValidatableObject
{
    /// <summary>
    /// Whether callers may send the SHA-256 of a document in place of one that they have sent before (automatic persisted queries). Default true.
    /// Nothing is kept where <see cref="Mode"/> is <see cref="DocumentMode.Trusted"/>.
    /// </summary>
    public bool PersistedQueries { get; set; } = true;

    /// <summary>
    /// A folder of documents that callers may ask for by <c>documentId</c>, read at the start: <c>*.graphql</c>, a document each, and
    /// <c>*.json</c>, manifests. Default empty: none.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>Which documents run: <c>any</c>, the default, or <c>trusted</c>, those of <see cref="Folder"/> alone.</summary>
    public DocumentMode Mode { get; set; } = DocumentMode.Any;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == DocumentMode.Trusted && Folder is not { Length: > 0 })
        {
            yield return new ValidationResult(
                "Documents:Mode is trusted, so Documents:Folder must name the folder of what is.", [nameof(Folder)]);
        }
    }
}
