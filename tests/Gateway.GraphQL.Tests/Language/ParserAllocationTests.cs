using System.Text;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Language;

public class ParserAllocationTests
{
    private const string Query = """
        query IssueBoard($team: String!, $first: Int = 50, $after: String) {
          team(key: $team) {
            id
            name
            description
            activeCycle {
              id
              number
              startsAt
              endsAt
            }
            issues(first: $first, after: $after, filter: { state: { type: { nin: ["completed", "canceled"] } } }) {
              pageInfo {
                hasNextPage
                endCursor
              }
              nodes {
                ...IssueParts
                description
                parent {
                  id
                  identifier
                  title
                }
                children(first: 10) {
                  nodes {
                    ...IssueParts
                  }
                }
                comments(first: 10) @include(if: true) {
                  nodes {
                    id
                    body
                    createdAt
                    user {
                      id
                      displayName
                      avatarUrl
                    }
                  }
                }
              }
            }
          }
        }

        fragment IssueParts on Issue {
          id
          identifier
          title
          priority
          estimate
          createdAt
          updatedAt
          assignee {
            id
            displayName
            avatarUrl
          }
          state {
            id
            name
            type
            color
          }
          labels {
            nodes {
              id
              name
              color
            }
          }
        }
        """;

    [Fact]
    public void Costs_less_than_twenty_bytes_for_a_byte_of_a_typical_query()
    {
        byte[] document = Encoding.UTF8.GetBytes(Query);
        Assert.True(Parser.Parse(document, ParserLimits.Request).Ok);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Parser.Parse(document, ParserLimits.Request);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(document.Length, 1_000, 2_000);
        Assert.True(allocated < 20 * document.Length, $"{allocated} bytes for {document.Length}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated} bytes for {document.Length}");
    }
}
